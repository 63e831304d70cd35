import type {
  ListBucketMetricsConfigurationsOutput,
  ListBucketMetricsConfigurationsRequest,
} from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { listConfigurations } from "../bucket/configurations-by-id.ts";
import type { S3Operation } from "../s3-context.ts";

/** `ListBucketMetricsConfigurations`: all of them in one page. */
export const listBucketMetricsConfigurations: S3Operation<
  ListBucketMetricsConfigurationsRequest,
  ListBucketMetricsConfigurationsOutput
> = async (context, input) => {
  const bucket = await readBucket(context, input, "GetMetricsConfiguration");
  return { IsTruncated: false, MetricsConfigurationList: listConfigurations(bucket, "metrics") };
};
