import type { DeleteBucketMetricsConfigurationRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { removeConfiguration } from "../bucket/configurations-by-id.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `DeleteBucketMetricsConfiguration`. */
export const deleteBucketMetricsConfiguration: S3Operation<
  DeleteBucketMetricsConfigurationRequest,
  object
> = async (context, input) => {
  await changeBucket(context, input, "PutMetricsConfiguration", (bucket) =>
    removeConfiguration(bucket, "metrics", input.Id),
  );
  return EMPTY_OUTPUT;
};
