"""The whole life of a streaming distribution with boto3; the second argument pins an older API version."""
import sys
import time

import boto3
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
version = sys.argv[2] if len(sys.argv) > 2 else None
cloudfront = boto3.client("cloudfront", endpoint_url=endpoint, api_version=version)

config = {
    "CallerReference": f"boto3-{version}",
    "S3Origin": {"DomainName": "boto3-media.s3.amazonaws.com", "OriginAccessIdentity": ""},
    "Aliases": {"Quantity": 1, "Items": ["boto3.example.com"]},
    "Comment": "from boto3: <&> ü",
    "Logging": {"Enabled": False, "Bucket": "", "Prefix": ""},
    "TrustedSigners": {"Enabled": False, "Quantity": 0},
    "PriceClass": "PriceClass_100",
    "Enabled": True,
}
created = cloudfront.create_streaming_distribution(StreamingDistributionConfig=config)
identity = created["StreamingDistribution"]["Id"]


def wait_until_deployed():
    for _ in range(200):
        answer = cloudfront.get_streaming_distribution(Id=identity)
        if answer["StreamingDistribution"]["Status"] == "Deployed":
            return answer
        time.sleep(0.05)
    raise SystemExit("never deployed")


answer = wait_until_deployed()
echoed = answer["StreamingDistribution"]["StreamingDistributionConfig"]
for member, value in config.items():
    if member != "Logging":
        assert echoed[member] == value, (member, echoed[member])
listed = cloudfront.get_paginator("list_streaming_distributions").paginate(PaginationConfig={"PageSize": 1}).build_full_result()
assert identity in [item["Id"] for item in listed["StreamingDistributionList"]["Items"]]
try:
    cloudfront.delete_streaming_distribution(Id=identity, IfMatch=answer["ETag"])
    raise SystemExit("an enabled distribution was deleted")
except ClientError as error:
    assert error.response["Error"]["Code"] == "StreamingDistributionNotDisabled", error
current = cloudfront.get_streaming_distribution_config(Id=identity)
disabled = {**current["StreamingDistributionConfig"], "Enabled": False}
updated = cloudfront.update_streaming_distribution(Id=identity, IfMatch=current["ETag"], StreamingDistributionConfig=disabled)
try:
    cloudfront.update_streaming_distribution(Id=identity, IfMatch=current["ETag"], StreamingDistributionConfig=disabled)
    raise SystemExit("an outdated ETag was accepted")
except ClientError as error:
    assert error.response["Error"]["Code"] == "PreconditionFailed", error
wait_until_deployed()
cloudfront.delete_streaming_distribution(Id=identity, IfMatch=updated["ETag"])
try:
    cloudfront.get_streaming_distribution(Id=identity)
    raise SystemExit("a deleted distribution was found")
except ClientError as error:
    assert error.response["Error"]["Code"] == "NoSuchStreamingDistribution", error
print("ok")
