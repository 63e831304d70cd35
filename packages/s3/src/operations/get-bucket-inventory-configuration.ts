import type {
  GetBucketInventoryConfigurationOutput,
  GetBucketInventoryConfigurationRequest,
} from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { configurationById } from "../bucket/configurations-by-id.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketInventoryConfiguration`. */
export const getBucketInventoryConfiguration: S3Operation<
  GetBucketInventoryConfigurationRequest,
  GetBucketInventoryConfigurationOutput
> = async (context, input) => {
  const bucket = await readBucket(context, input, "GetInventoryConfiguration");
  return { InventoryConfiguration: configurationById(bucket, "inventory", input.Id) };
};
