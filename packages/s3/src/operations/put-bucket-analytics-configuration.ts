import type { PutBucketAnalyticsConfigurationRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { putConfiguration } from "../bucket/configurations-by-id.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutBucketAnalyticsConfiguration`: stored and returned; nothing else happens. */
export const putBucketAnalyticsConfiguration: S3Operation<
  PutBucketAnalyticsConfigurationRequest,
  object
> = async (context, input) => {
  await changeBucket(context, input, "PutAnalyticsConfiguration", (bucket) =>
    putConfiguration(bucket, "analytics", input.Id, input.AnalyticsConfiguration),
  );
  return EMPTY_OUTPUT;
};
