import type { DeleteBucketLifecycleRequest } from "@aws-sdk/client-s3";
import { changeBucket, withoutSettings } from "../bucket/bucket-access.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `DeleteBucketLifecycle`. */
export const deleteBucketLifecycle: S3Operation<DeleteBucketLifecycleRequest, object> = async (
  context,
  input,
) => {
  await changeBucket(context, input, "PutLifecycleConfiguration", (bucket) =>
    withoutSettings(bucket, "lifecycle"),
  );
  return EMPTY_OUTPUT;
};
