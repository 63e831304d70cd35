import type {
  GetBucketMetricsConfigurationOutput,
  GetBucketMetricsConfigurationRequest,
} from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { configurationById } from "../bucket/configurations-by-id.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketMetricsConfiguration`. */
export const getBucketMetricsConfiguration: S3Operation<
  GetBucketMetricsConfigurationRequest,
  GetBucketMetricsConfigurationOutput
> = async (context, input) => {
  const bucket = await readBucket(context, input, "GetMetricsConfiguration");
  return { MetricsConfiguration: configurationById(bucket, "metrics", input.Id) };
};
