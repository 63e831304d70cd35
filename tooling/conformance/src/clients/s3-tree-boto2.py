"""Carries a folder to a bucket or back: boto 2, signature version 2."""
import os
import sys
from urllib.parse import urlparse

import boto
from boto.s3.connection import OrdinaryCallingFormat

endpoint, direction, folder, name = sys.argv[1:5]
address = urlparse(endpoint)
s3 = boto.connect_s3(host=address.hostname, port=address.port, is_secure=False, calling_format=OrdinaryCallingFormat())
bucket = s3.get_bucket(name)

if direction == "upload":
    for parent, _, names in os.walk(folder):
        for file_name in names:
            path = os.path.join(parent, file_name)
            bucket.new_key(os.path.relpath(path, folder)).set_contents_from_filename(path)
else:
    for key in bucket.list():
        path = os.path.join(folder, key.name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        key.get_contents_to_filename(path)
