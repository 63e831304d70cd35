import type { PutObjectLegalHoldOutput, PutObjectLegalHoldRequest } from "@aws-sdk/client-s3";
import { checkPayload } from "../bucket/bucket-access.ts";
import { invalidRequest, malformedXml } from "../errors.ts";
import { changeObject } from "../object/change-object.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutObjectLegalHold`: apart from any retention. */
export const putObjectLegalHold: S3Operation<PutObjectLegalHoldRequest, PutObjectLegalHoldOutput> = async (
  context,
  input,
) => {
  await checkPayload(context, input);
  const status = input.LegalHold?.Status;
  await changeObject(context, input, "PutObjectLegalHold", (object, bucket) => {
    if (bucket.isObjectLockEnabled !== true)
      throw invalidRequest("Bucket is missing Object Lock Configuration");
    if (status !== "ON" && status !== "OFF") throw malformedXml();
    return { ...object, lock: { ...object.lock, isLegalHold: status === "ON" } };
  });
  return EMPTY_OUTPUT;
};
