import type { DeleteBucketWebsiteRequest } from "@aws-sdk/client-s3";
import { changeBucket, withoutSettings } from "../bucket/bucket-access.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `DeleteBucketWebsite`. */
export const deleteBucketWebsite: S3Operation<DeleteBucketWebsiteRequest, object> = async (
  context,
  input,
) => {
  await changeBucket(context, input, "DeleteBucketWebsite", (bucket) => withoutSettings(bucket, "website"));
  return EMPTY_OUTPUT;
};
