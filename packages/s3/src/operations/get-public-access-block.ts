import type { GetPublicAccessBlockOutput, GetPublicAccessBlockRequest } from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { notConfigured } from "../errors.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetPublicAccessBlock`. */
export const getPublicAccessBlock: S3Operation<
  GetPublicAccessBlockRequest,
  GetPublicAccessBlockOutput
> = async (context, input) => {
  const { name, publicAccessBlock } = await readBucket(context, input, "GetBucketPublicAccessBlock");
  if (publicAccessBlock === undefined)
    throw notConfigured(
      "NoSuchPublicAccessBlockConfiguration",
      "The public access block configuration was not found",
      name,
    );
  return { PublicAccessBlockConfiguration: publicAccessBlock };
};
