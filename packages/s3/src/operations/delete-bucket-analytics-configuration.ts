import type { DeleteBucketAnalyticsConfigurationRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { removeConfiguration } from "../bucket/configurations-by-id.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `DeleteBucketAnalyticsConfiguration`. */
export const deleteBucketAnalyticsConfiguration: S3Operation<
  DeleteBucketAnalyticsConfigurationRequest,
  object
> = async (context, input) => {
  await changeBucket(context, input, "PutAnalyticsConfiguration", (bucket) =>
    removeConfiguration(bucket, "analytics", input.Id),
  );
  return EMPTY_OUTPUT;
};
