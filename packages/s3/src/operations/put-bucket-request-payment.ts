import type { PutBucketRequestPaymentRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { malformedXml } from "../errors.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutBucketRequestPayment`: stored and returned; nobody pays. */
export const putBucketRequestPayment: S3Operation<PutBucketRequestPaymentRequest, object> = async (
  context,
  input,
) => {
  const requestPayer = input.RequestPaymentConfiguration?.Payer;
  if (requestPayer !== "BucketOwner" && requestPayer !== "Requester") throw malformedXml();
  await changeBucket(context, input, "PutBucketRequestPayment", (bucket) => ({ ...bucket, requestPayer }));
  return EMPTY_OUTPUT;
};
