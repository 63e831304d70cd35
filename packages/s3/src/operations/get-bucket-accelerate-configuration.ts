import type {
  GetBucketAccelerateConfigurationOutput,
  GetBucketAccelerateConfigurationRequest,
} from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketAccelerateConfiguration`: empty until it was put. */
export const getBucketAccelerateConfiguration: S3Operation<
  GetBucketAccelerateConfigurationRequest,
  GetBucketAccelerateConfigurationOutput
> = async (context, input) => {
  const { accelerate } = await readBucket(context, input, "GetAccelerateConfiguration");
  return accelerate === undefined ? {} : { Status: accelerate };
};
