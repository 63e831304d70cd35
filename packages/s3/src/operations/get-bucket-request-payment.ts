import type { GetBucketRequestPaymentOutput, GetBucketRequestPaymentRequest } from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketRequestPayment`. */
export const getBucketRequestPayment: S3Operation<
  GetBucketRequestPaymentRequest,
  GetBucketRequestPaymentOutput
> = async (context, input) => {
  const { requestPayer } = await readBucket(context, input, "GetBucketRequestPayment");
  return { Payer: requestPayer ?? "BucketOwner" };
};
