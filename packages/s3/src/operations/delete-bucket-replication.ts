import type { DeleteBucketReplicationRequest } from "@aws-sdk/client-s3";
import { changeBucket, withoutSettings } from "../bucket/bucket-access.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `DeleteBucketReplication`. */
export const deleteBucketReplication: S3Operation<DeleteBucketReplicationRequest, object> = async (
  context,
  input,
) => {
  await changeBucket(context, input, "PutReplicationConfiguration", (bucket) =>
    withoutSettings(bucket, "replication"),
  );
  return EMPTY_OUTPUT;
};
