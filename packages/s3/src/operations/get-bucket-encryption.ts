import type { GetBucketEncryptionOutput, GetBucketEncryptionRequest } from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { MODERN_ENCRYPTION } from "../bucket/default-encryption.ts";
import { notConfigured } from "../errors.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketEncryption`: what new objects are encrypted with. With today's defaults every bucket has AES256. */
export const getBucketEncryption: S3Operation<GetBucketEncryptionRequest, GetBucketEncryptionOutput> = async (
  context,
  input,
) => {
  const { name, encryption } = await readBucket(context, input, "GetEncryptionConfiguration");
  if (encryption !== undefined) return { ServerSideEncryptionConfiguration: encryption };
  if (context.defaults === "modern") return { ServerSideEncryptionConfiguration: MODERN_ENCRYPTION };
  throw notConfigured(
    "ServerSideEncryptionConfigurationNotFoundError",
    "The server side encryption configuration was not found",
    name,
  );
};
