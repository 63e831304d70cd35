import type { PutBucketAccelerateConfigurationRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { invalidRequest, malformedXml } from "../errors.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutBucketAccelerateConfiguration`: stored and returned. */
export const putBucketAccelerateConfiguration: S3Operation<
  PutBucketAccelerateConfigurationRequest,
  object
> = async (context, input) => {
  const accelerate = input.AccelerateConfiguration?.Status;
  if (accelerate !== "Enabled" && accelerate !== "Suspended") throw malformedXml();
  await changeBucket(context, input, "PutAccelerateConfiguration", (bucket) => {
    if (bucket.name.includes(".")) {
      throw invalidRequest(
        "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names",
      );
    }
    // What never was on is not suspended either.
    if (accelerate === "Suspended" && bucket.accelerate === undefined) return bucket;
    return { ...bucket, accelerate };
  });
  return EMPTY_OUTPUT;
};
