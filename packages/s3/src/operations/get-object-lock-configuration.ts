import type { GetObjectLockConfigurationOutput, GetObjectLockConfigurationRequest } from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { noObjectLockConfiguration } from "../errors.ts";
import { toLockConfiguration } from "../lock/lock-configuration.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetObjectLockConfiguration`. */
export const getObjectLockConfiguration: S3Operation<
  GetObjectLockConfigurationRequest,
  GetObjectLockConfigurationOutput
> = async (context, input) => {
  const { name, isObjectLockEnabled, defaultRetention } = await readBucket(
    context,
    input,
    "GetBucketObjectLockConfiguration",
  );
  if (isObjectLockEnabled !== true) throw noObjectLockConfiguration(name);
  return { ObjectLockConfiguration: toLockConfiguration(defaultRetention) };
};
