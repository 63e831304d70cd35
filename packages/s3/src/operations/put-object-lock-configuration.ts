import type { PutObjectLockConfigurationRequest } from "@aws-sdk/client-s3";
import { changeBucket, withoutSettings } from "../bucket/bucket-access.ts";
import { invalidBucketState } from "../errors.ts";
import { readLockConfiguration } from "../lock/lock-configuration.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutObjectLockConfiguration`: switches object lock on for good, with or without a default retention. */
export const putObjectLockConfiguration: S3Operation<PutObjectLockConfigurationRequest, object> = async (
  context,
  input,
) => {
  const defaultRetention = readLockConfiguration(input.ObjectLockConfiguration);
  await changeBucket(context, input, "PutBucketObjectLockConfiguration", (bucket) => {
    if (bucket.versioning !== "Enabled") {
      throw invalidBucketState(
        "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
      );
    }
    const locked = { ...withoutSettings(bucket, "defaultRetention"), isObjectLockEnabled: true };
    return defaultRetention === undefined ? locked : { ...locked, defaultRetention };
  });
  return EMPTY_OUTPUT;
};
