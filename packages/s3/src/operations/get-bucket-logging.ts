import type { GetBucketLoggingOutput, GetBucketLoggingRequest } from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketLogging`: empty while logging is off. */
export const getBucketLogging: S3Operation<GetBucketLoggingRequest, GetBucketLoggingOutput> = async (
  context,
  input,
) => {
  const { logging } = await readBucket(context, input, "GetBucketLogging");
  return logging === undefined ? {} : { LoggingEnabled: logging };
};
