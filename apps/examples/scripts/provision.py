"""The guide's steps with boto3.

Usage: provision.py BUCKET FILE. Prints what a player is configured with. The endpoint of the mock is taken from
AWS_ENDPOINT_URL, by boto3 itself from 1.28 on.
"""

import os
import sys

import boto3

bucket, path = sys.argv[1:]
endpoint = os.environ.get("AWS_ENDPOINT_URL")
s3 = boto3.client("s3", endpoint_url=endpoint)
cloudfront = boto3.client("cloudfront", endpoint_url=endpoint)

s3.create_bucket(Bucket=bucket)
key = f"videos/{os.path.basename(path)}"
s3.upload_file(path, bucket, key, ExtraArgs={"ACL": "public-read"})
distribution = cloudfront.create_streaming_distribution(
    StreamingDistributionConfig={
        "CallerReference": bucket,
        "S3Origin": {"DomainName": f"{bucket}.s3.amazonaws.com", "OriginAccessIdentity": ""},
        "Comment": "",
        "TrustedSigners": {"Enabled": False, "Quantity": 0},
        "Enabled": True,
    }
)["StreamingDistribution"]
# The real service takes minutes; a local cloud deploys within a second.
waiter = cloudfront.get_waiter("streaming_distribution_deployed")
waiter.wait(Id=distribution["Id"], WaiterConfig={"Delay": 1, "MaxAttempts": 1500})
print(f"streamer=rtmp://{distribution['DomainName']}/cfx/st file={key}")
