import type { GetObjectLegalHoldOutput, GetObjectLegalHoldRequest } from "@aws-sdk/client-s3";
import { invalidRequest, noObjectLock } from "../errors.ts";
import { findObject } from "../object/find-object.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetObjectLegalHold`. */
export const getObjectLegalHold: S3Operation<GetObjectLegalHoldRequest, GetObjectLegalHoldOutput> = async (
  context,
  input,
) => {
  const { bucket, object } = await findObject(context, input, "GetObjectLegalHold");
  if (bucket.isObjectLockEnabled !== true)
    throw invalidRequest("Bucket is missing Object Lock Configuration");
  if (object.lock?.isLegalHold === undefined) throw noObjectLock();
  return { LegalHold: { Status: object.lock.isLegalHold ? "ON" : "OFF" } };
};
