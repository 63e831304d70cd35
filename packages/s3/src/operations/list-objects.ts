import type { ListObjectsOutput, ListObjectsRequest } from "@aws-sdk/client-s3";
import { authorize } from "../access/authorize.ts";
import { openBucket } from "../bucket/bucket-repository.ts";
import { listCurrent } from "../listing/list-current.ts";
import { MAX_PAGE, pageSize } from "../listing/page-size.ts";
import { keyEncoder } from "../listing/url-encoding.ts";
import type { S3Operation } from "../s3-context.ts";

/** `ListObjects`, the first version: pages go on from a key, and owners are always told. */
export const listObjects: S3Operation<ListObjectsRequest, ListObjectsOutput> = async (context, input) => {
  const { value: bucket } = await openBucket(context, input);
  context.setHeader("x-amz-bucket-region", bucket.region);
  authorize(context, bucket, { action: "ListBucket" });
  const { Prefix: prefix = "", Delimiter: delimiter = "", Marker: marker = "" } = input;
  const encode = keyEncoder(input.EncodingType);
  const maxKeys = pageSize(input.MaxKeys, "max-keys");
  const page = await listCurrent(context.store, {
    bucketName: bucket.name,
    prefix,
    delimiter,
    after: marker,
    maxKeys,
    encode,
    withOwner: true,
  });
  return {
    Name: bucket.name,
    // botocore decodes everything of this version but its prefix; a line break is what suites look for in it.
    Prefix: encode(prefix).replaceAll("%0A", "\n"),
    Marker: encode(marker),
    // Without a delimiter the last key of the page is the marker, and S3 does not repeat it.
    ...(page.isTruncated && delimiter !== "" ? { NextMarker: encode(page.last) } : {}),
    MaxKeys: Math.min(maxKeys, MAX_PAGE),
    ...(delimiter === "" ? {} : { Delimiter: encode(delimiter) }),
    ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
    IsTruncated: page.isTruncated,
    Contents: page.contents,
    CommonPrefixes: page.commonPrefixes,
  };
};
