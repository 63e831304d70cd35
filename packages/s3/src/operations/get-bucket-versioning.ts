import type { GetBucketVersioningOutput, GetBucketVersioningRequest } from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketVersioning`: empty until versioning was first put. */
export const getBucketVersioning: S3Operation<GetBucketVersioningRequest, GetBucketVersioningOutput> = async (
  context,
  input,
) => {
  const { versioning } = await readBucket(context, input, "GetBucketVersioning");
  return versioning === undefined ? {} : { Status: versioning };
};
