import type { ListObjectsV2Output, ListObjectsV2Request } from "@aws-sdk/client-s3";
import { authorize } from "../access/authorize.ts";
import { openBucket } from "../bucket/bucket-repository.ts";
import { decodeToken, encodeToken } from "../listing/continuation-token.ts";
import { listCurrent } from "../listing/list-current.ts";
import { MAX_PAGE, pageSize } from "../listing/page-size.ts";
import { keyEncoder } from "../listing/url-encoding.ts";
import type { S3Operation } from "../s3-context.ts";

/** `ListObjectsV2`. */
export const listObjectsV2: S3Operation<ListObjectsV2Request, ListObjectsV2Output> = async (
  context,
  input,
) => {
  const { value: bucket } = await openBucket(context, input);
  context.setHeader("x-amz-bucket-region", bucket.region);
  authorize(context, bucket, { action: "ListBucket" });
  const {
    ContinuationToken: token,
    StartAfter: startAfter,
    Prefix: prefix = "",
    Delimiter: delimiter,
  } = input;
  const encode = keyEncoder(input.EncodingType);
  const maxKeys = pageSize(input.MaxKeys, "max-keys");
  const page = await listCurrent(context.store, {
    bucketName: bucket.name,
    prefix,
    delimiter: delimiter ?? "",
    after: token === undefined || token === "" ? (startAfter ?? "") : decodeToken(token),
    maxKeys,
    encode,
    withOwner: input.FetchOwner === true,
  });
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    ...(delimiter === undefined || delimiter === "" ? {} : { Delimiter: encode(delimiter) }),
    ...(startAfter === undefined ? {} : { StartAfter: encode(startAfter) }),
    ...(token === undefined ? {} : { ContinuationToken: token }),
    ...(page.isTruncated ? { NextContinuationToken: encodeToken(page.last) } : {}),
    KeyCount: page.contents.length + page.commonPrefixes.length,
    MaxKeys: Math.min(maxKeys, MAX_PAGE),
    ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
    IsTruncated: page.isTruncated,
    Contents: page.contents,
    CommonPrefixes: page.commonPrefixes,
  };
};
