import type { PutBucketCorsRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { checkCorsRules } from "../cors/cors-rules.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutBucketCors`: replaces all rules. */
export const putBucketCors: S3Operation<PutBucketCorsRequest, object> = async (context, input) => {
  const cors = checkCorsRules(input.CORSConfiguration?.CORSRules ?? []);
  await changeBucket(context, input, "PutBucketCORS", (bucket) => ({ ...bucket, cors }));
  return EMPTY_OUTPUT;
};
