import type {
  ListBucketInventoryConfigurationsOutput,
  ListBucketInventoryConfigurationsRequest,
} from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { listConfigurations } from "../bucket/configurations-by-id.ts";
import type { S3Operation } from "../s3-context.ts";

/** `ListBucketInventoryConfigurations`: all of them in one page. */
export const listBucketInventoryConfigurations: S3Operation<
  ListBucketInventoryConfigurationsRequest,
  ListBucketInventoryConfigurationsOutput
> = async (context, input) => {
  const bucket = await readBucket(context, input, "GetInventoryConfiguration");
  return { IsTruncated: false, InventoryConfigurationList: listConfigurations(bucket, "inventory") };
};
