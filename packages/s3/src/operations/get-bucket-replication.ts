import type { GetBucketReplicationOutput, GetBucketReplicationRequest } from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { notConfigured } from "../errors.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketReplication`: stored and returned; nothing is replicated. */
export const getBucketReplication: S3Operation<
  GetBucketReplicationRequest,
  GetBucketReplicationOutput
> = async (context, input) => {
  const { name, replication } = await readBucket(context, input, "GetReplicationConfiguration");
  if (replication === undefined)
    throw notConfigured(
      "ReplicationConfigurationNotFoundError",
      "The replication configuration was not found",
      name,
    );
  return { ReplicationConfiguration: replication };
};
