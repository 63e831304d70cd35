import type { DeleteBucketTaggingRequest } from "@aws-sdk/client-s3";
import { changeBucket, withoutSettings } from "../bucket/bucket-access.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `DeleteBucketTagging`. */
export const deleteBucketTagging: S3Operation<DeleteBucketTaggingRequest, object> = async (
  context,
  input,
) => {
  await changeBucket(context, input, "PutBucketTagging", (bucket) => withoutSettings(bucket, "tags"));
  return EMPTY_OUTPUT;
};
