import type { DeletePublicAccessBlockRequest } from "@aws-sdk/client-s3";
import { changeBucket, withoutSettings } from "../bucket/bucket-access.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `DeletePublicAccessBlock`: allows public ACLs and policies again. */
export const deletePublicAccessBlock: S3Operation<DeletePublicAccessBlockRequest, object> = async (
  context,
  input,
) => {
  await changeBucket(context, input, "PutBucketPublicAccessBlock", (bucket) =>
    withoutSettings(bucket, "publicAccessBlock"),
  );
  return EMPTY_OUTPUT;
};
