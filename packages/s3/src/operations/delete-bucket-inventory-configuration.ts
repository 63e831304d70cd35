import type { DeleteBucketInventoryConfigurationRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { removeConfiguration } from "../bucket/configurations-by-id.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `DeleteBucketInventoryConfiguration`. */
export const deleteBucketInventoryConfiguration: S3Operation<
  DeleteBucketInventoryConfigurationRequest,
  object
> = async (context, input) => {
  await changeBucket(context, input, "PutInventoryConfiguration", (bucket) =>
    removeConfiguration(bucket, "inventory", input.Id),
  );
  return EMPTY_OUTPUT;
};
