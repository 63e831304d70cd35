import type {
  GetBucketNotificationConfigurationRequest,
  NotificationConfiguration,
} from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketNotificationConfiguration`: empty until one was put. */
export const getBucketNotificationConfiguration: S3Operation<
  GetBucketNotificationConfigurationRequest,
  NotificationConfiguration
> = async (context, input) => {
  const { notification } = await readBucket(context, input, "GetBucketNotification");
  return notification ?? {};
};
