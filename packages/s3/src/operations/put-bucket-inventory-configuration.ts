import type { PutBucketInventoryConfigurationRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { putConfiguration } from "../bucket/configurations-by-id.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutBucketInventoryConfiguration`: stored and returned; nothing else happens. */
export const putBucketInventoryConfiguration: S3Operation<
  PutBucketInventoryConfigurationRequest,
  object
> = async (context, input) => {
  await changeBucket(context, input, "PutInventoryConfiguration", (bucket) =>
    putConfiguration(bucket, "inventory", input.Id, input.InventoryConfiguration),
  );
  return EMPTY_OUTPUT;
};
