import type {
  ListBucketAnalyticsConfigurationsOutput,
  ListBucketAnalyticsConfigurationsRequest,
} from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { listConfigurations } from "../bucket/configurations-by-id.ts";
import type { S3Operation } from "../s3-context.ts";

/** `ListBucketAnalyticsConfigurations`: all of them in one page. */
export const listBucketAnalyticsConfigurations: S3Operation<
  ListBucketAnalyticsConfigurationsRequest,
  ListBucketAnalyticsConfigurationsOutput
> = async (context, input) => {
  const bucket = await readBucket(context, input, "GetAnalyticsConfiguration");
  return { IsTruncated: false, AnalyticsConfigurationList: listConfigurations(bucket, "analytics") };
};
