import type {
  GetBucketAnalyticsConfigurationOutput,
  GetBucketAnalyticsConfigurationRequest,
} from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { configurationById } from "../bucket/configurations-by-id.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketAnalyticsConfiguration`. */
export const getBucketAnalyticsConfiguration: S3Operation<
  GetBucketAnalyticsConfigurationRequest,
  GetBucketAnalyticsConfigurationOutput
> = async (context, input) => {
  const bucket = await readBucket(context, input, "GetAnalyticsConfiguration");
  return { AnalyticsConfiguration: configurationById(bucket, "analytics", input.Id) };
};
