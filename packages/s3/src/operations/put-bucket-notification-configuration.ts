import type { PutBucketNotificationConfigurationRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { checkNotification, withIds } from "../bucket/notification.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutBucketNotificationConfiguration`: stored and returned; no event is sent. */
export const putBucketNotificationConfiguration: S3Operation<
  PutBucketNotificationConfigurationRequest,
  object
> = async (context, input) => {
  const asked = withIds(input.NotificationConfiguration ?? {}, context.randomBytes);
  await changeBucket(context, input, "PutBucketNotification", (bucket) => ({
    ...bucket,
    notification: checkNotification(asked, bucket.region),
  }));
  return EMPTY_OUTPUT;
};
