import type { PutBucketMetricsConfigurationRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { putConfiguration } from "../bucket/configurations-by-id.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutBucketMetricsConfiguration`: stored and returned; nothing else happens. */
export const putBucketMetricsConfiguration: S3Operation<
  PutBucketMetricsConfigurationRequest,
  object
> = async (context, input) => {
  await changeBucket(context, input, "PutMetricsConfiguration", (bucket) =>
    putConfiguration(bucket, "metrics", input.Id, input.MetricsConfiguration),
  );
  return EMPTY_OUTPUT;
};
