import type { ListObjectVersionsOutput, ListObjectVersionsRequest } from "@aws-sdk/client-s3";
import { IN_ORDER, type InOrder } from "@oxbow/aws-protocol";
import { authorize } from "../access/authorize.ts";
import { openBucket } from "../bucket/bucket-repository.ts";
import { invalidArgument } from "../errors.ts";
import { listVersions } from "../listing/list-versions.ts";
import { MAX_PAGE, pageSize } from "../listing/page-size.ts";
import { keyEncoder } from "../listing/url-encoding.ts";
import { checkVersionId } from "../object/version-id.ts";
import type { S3Operation } from "../s3-context.ts";

type Output = ListObjectVersionsOutput & InOrder;

/**
 * `ListObjectVersions`: also of a bucket without versioning, where every object is its null version. Versions and
 * delete markers follow each other as they are: minio-go and boto 2 read them in the document's order.
 */
export const listObjectVersions: S3Operation<ListObjectVersionsRequest, Output> = async (context, input) => {
  const { value: bucket } = await openBucket(context, input);
  authorize(context, bucket, { action: "ListBucketVersions" });
  const { Prefix: prefix = "", Delimiter: delimiter = "", KeyMarker: keyMarker = "" } = input;
  const { VersionIdMarker: versionIdMarker } = input;
  if (versionIdMarker !== undefined && versionIdMarker !== "") {
    if (keyMarker === "") {
      throw invalidArgument(
        "A version-id marker cannot be specified without a key marker.",
        "version-id-marker",
        versionIdMarker,
      );
    }
    checkVersionId(versionIdMarker);
  }
  const encode = keyEncoder(input.EncodingType);
  const maxKeys = pageSize(input.MaxKeys, "max-keys");
  const page = await listVersions(context.store, {
    bucketName: bucket.name,
    prefix,
    delimiter,
    keyMarker,
    versionIdMarker: versionIdMarker === "" ? undefined : versionIdMarker,
    maxKeys,
    encode,
  });
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    KeyMarker: encode(keyMarker),
    VersionIdMarker: versionIdMarker ?? "",
    ...(page.isTruncated ? { NextKeyMarker: encode(page.nextKey) } : {}),
    ...(page.isTruncated && page.nextVersionId !== undefined
      ? { NextVersionIdMarker: page.nextVersionId }
      : {}),
    MaxKeys: Math.min(maxKeys, MAX_PAGE),
    ...(delimiter === "" ? {} : { Delimiter: encode(delimiter) }),
    ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
    IsTruncated: page.isTruncated,
    Versions: page.versions,
    DeleteMarkers: page.deleteMarkers,
    [IN_ORDER]: page.inOrder,
    CommonPrefixes: page.commonPrefixes,
  };
};
