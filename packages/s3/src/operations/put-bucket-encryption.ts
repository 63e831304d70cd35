import type { PutBucketEncryptionRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { checkEncryption } from "../bucket/default-encryption.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutBucketEncryption`: stored, applied to new objects' answers; nothing is encrypted. */
export const putBucketEncryption: S3Operation<PutBucketEncryptionRequest, object> = async (
  context,
  input,
) => {
  const encryption = checkEncryption(input.ServerSideEncryptionConfiguration);
  await changeBucket(context, input, "PutEncryptionConfiguration", (bucket) => ({ ...bucket, encryption }));
  return EMPTY_OUTPUT;
};
