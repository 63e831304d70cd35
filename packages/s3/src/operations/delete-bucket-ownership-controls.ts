import type { DeleteBucketOwnershipControlsRequest } from "@aws-sdk/client-s3";
import { changeBucket, withoutSettings } from "../bucket/bucket-access.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `DeleteBucketOwnershipControls`: back to ObjectWriter, where ACLs decide. */
export const deleteBucketOwnershipControls: S3Operation<
  DeleteBucketOwnershipControlsRequest,
  object
> = async (context, input) => {
  await changeBucket(context, input, "PutBucketOwnershipControls", (bucket) =>
    withoutSettings(bucket, "ownership"),
  );
  return EMPTY_OUTPUT;
};
