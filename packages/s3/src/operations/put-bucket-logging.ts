import type { PutBucketLoggingRequest } from "@aws-sdk/client-s3";
import { changeBucket, readBucket, withoutSettings } from "../bucket/bucket-access.ts";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { BUCKETS } from "../bucket/bucket-repository.ts";
import { crossLocationLogging, invalidTargetBucketForLogging } from "../errors.ts";
import { EMPTY_OUTPUT, type S3Context, type S3Operation } from "../s3-context.ts";

/** `PutBucketLogging`: stored and returned; S3's own access logs are not written. Without a target logging is off. */
export const putBucketLogging: S3Operation<PutBucketLoggingRequest, object> = async (context, input) => {
  const logging = input.BucketLoggingStatus?.LoggingEnabled;
  const source = await readBucket(context, input, "PutBucketLogging");
  if (logging !== undefined) await checkTarget(context, source, logging.TargetBucket ?? "");
  await changeBucket(context, input, "PutBucketLogging", (bucket) =>
    logging === undefined ? withoutSettings(bucket, "logging") : { ...bucket, logging },
  );
  return EMPTY_OUTPUT;
};

async function checkTarget({ store }: S3Context, source: BucketRecord, name: string): Promise<void> {
  const target = await store.get<BucketRecord>(BUCKETS, name);
  if (target === undefined || target.value.ownerAccountId !== source.ownerAccountId) {
    throw invalidTargetBucketForLogging(name);
  }
  if (target.value.region !== source.region) throw crossLocationLogging(target.value.region);
}
