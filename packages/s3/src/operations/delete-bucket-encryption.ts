import type { DeleteBucketEncryptionRequest } from "@aws-sdk/client-s3";
import { changeBucket, withoutSettings } from "../bucket/bucket-access.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `DeleteBucketEncryption`: back to the default of the time. */
export const deleteBucketEncryption: S3Operation<DeleteBucketEncryptionRequest, object> = async (
  context,
  input,
) => {
  await changeBucket(context, input, "PutEncryptionConfiguration", (bucket) =>
    withoutSettings(bucket, "encryption"),
  );
  return EMPTY_OUTPUT;
};
