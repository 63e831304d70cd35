import type { PutBucketReplicationRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { invalidRequest, malformedXml } from "../errors.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutBucketReplication`: stored and returned; nothing is replicated. */
export const putBucketReplication: S3Operation<PutBucketReplicationRequest, object> = async (
  context,
  input,
) => {
  const replication = input.ReplicationConfiguration;
  if (replication === undefined) throw malformedXml();
  await changeBucket(context, input, "PutReplicationConfiguration", (bucket) => {
    if (bucket.versioning !== "Enabled") {
      throw invalidRequest("Versioning must be 'Enabled' on the bucket to apply a replication configuration");
    }
    return { ...bucket, replication };
  });
  return EMPTY_OUTPUT;
};
