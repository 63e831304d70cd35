import type { DeleteBucketCorsRequest } from "@aws-sdk/client-s3";
import { changeBucket, withoutSettings } from "../bucket/bucket-access.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `DeleteBucketCors`. */
export const deleteBucketCors: S3Operation<DeleteBucketCorsRequest, object> = async (context, input) => {
  await changeBucket(context, input, "PutBucketCORS", (bucket) => withoutSettings(bucket, "cors"));
  return EMPTY_OUTPUT;
};
