"""Prints, as JSON, what boto3 signs for others to use: URLs to put and get a key, and a POST form."""
import json
import sys

import boto3
from botocore.config import Config

endpoint, bucket, key, version = sys.argv[1:5]
s3 = boto3.client(
    "s3",
    endpoint_url=endpoint,
    config=Config(signature_version=version, s3={"addressing_style": "path"}),
)
target = {"Bucket": bucket, "Key": key}
form = s3.generate_presigned_post(
    bucket,
    "forms/${filename}",
    Fields={"acl": "public-read", "x-amz-meta-from": "a form", "success_action_status": "201"},
    Conditions=[
        {"acl": "public-read"},
        {"x-amz-meta-from": "a form"},
        {"success_action_status": "201"},
        ["content-length-range", 1, 100],
    ],
)
print(
    json.dumps(
        {
            "put": s3.generate_presigned_url("put_object", Params=target),
            "get": s3.generate_presigned_url(
                "get_object", Params={**target, "ResponseContentType": "text/x-asked-for"}
            ),
            "form": form,
        }
    )
)
