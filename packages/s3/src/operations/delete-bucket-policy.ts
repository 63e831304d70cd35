import type { DeleteBucketPolicyRequest } from "@aws-sdk/client-s3";
import { changeBucket, withoutSettings } from "../bucket/bucket-access.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `DeleteBucketPolicy`. */
export const deleteBucketPolicy: S3Operation<DeleteBucketPolicyRequest, object> = async (context, input) => {
  await changeBucket(context, input, "DeleteBucketPolicy", (bucket) => withoutSettings(bucket, "policy"));
  return EMPTY_OUTPUT;
};
