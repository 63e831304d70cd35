"""Carries a folder to a bucket or back: boto3, its own transfer manager."""
import os
import sys

import boto3

endpoint, direction, folder, bucket = sys.argv[1:5]
s3 = boto3.client("s3", endpoint_url=endpoint)

if direction == "upload":
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            s3.upload_file(path, bucket, os.path.relpath(path, folder))
else:
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, MaxKeys=5):
        for item in page.get("Contents", []):
            path = os.path.join(folder, item["Key"])
            os.makedirs(os.path.dirname(path), exist_ok=True)
            s3.download_file(bucket, item["Key"], path)
