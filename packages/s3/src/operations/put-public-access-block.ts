import type { PutPublicAccessBlockRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import type { PublicAccessBlock } from "../bucket/bucket-record.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutPublicAccessBlock`: what is not named is off. */
export const putPublicAccessBlock: S3Operation<PutPublicAccessBlockRequest, object> = async (
  context,
  input,
) => {
  const { PublicAccessBlockConfiguration: asked } = input;
  const publicAccessBlock: PublicAccessBlock = {
    BlockPublicAcls: asked?.BlockPublicAcls === true,
    IgnorePublicAcls: asked?.IgnorePublicAcls === true,
    BlockPublicPolicy: asked?.BlockPublicPolicy === true,
    RestrictPublicBuckets: asked?.RestrictPublicBuckets === true,
  };
  await changeBucket(context, input, "PutBucketPublicAccessBlock", (bucket) => ({
    ...bucket,
    publicAccessBlock,
  }));
  return EMPTY_OUTPUT;
};
