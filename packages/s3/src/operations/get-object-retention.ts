import type { GetObjectRetentionOutput, GetObjectRetentionRequest } from "@aws-sdk/client-s3";
import { invalidRequest, noObjectLock } from "../errors.ts";
import { findObject } from "../object/find-object.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetObjectRetention`. */
export const getObjectRetention: S3Operation<GetObjectRetentionRequest, GetObjectRetentionOutput> = async (
  context,
  input,
) => {
  const { bucket, object } = await findObject(context, input, "GetObjectRetention");
  if (bucket.isObjectLockEnabled !== true)
    throw invalidRequest("Bucket is missing Object Lock Configuration");
  const { mode, retainUntilMs } = object.lock ?? {};
  if (mode === undefined || retainUntilMs === undefined) throw noObjectLock();
  return { Retention: { Mode: mode, RetainUntilDate: new Date(retainUntilMs) } };
};
