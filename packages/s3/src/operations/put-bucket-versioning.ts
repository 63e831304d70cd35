import type { PutBucketVersioningRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { illegalVersioningConfiguration, invalidBucketState, malformedXml } from "../errors.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutBucketVersioning`: once enabled it can only be suspended; with object lock not even that. */
export const putBucketVersioning: S3Operation<PutBucketVersioningRequest, object> = async (
  context,
  input,
) => {
  const versioning = input.VersioningConfiguration?.Status;
  if (versioning === undefined) throw illegalVersioningConfiguration();
  if (versioning !== "Enabled" && versioning !== "Suspended") throw malformedXml();
  await changeBucket(context, input, "PutBucketVersioning", (bucket) => {
    if (bucket.isObjectLockEnabled === true && versioning === "Suspended") {
      throw invalidBucketState(
        "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
      );
    }
    return { ...bucket, versioning };
  });
  return EMPTY_OUTPUT;
};
