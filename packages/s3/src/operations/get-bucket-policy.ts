import type { GetBucketPolicyOutput, GetBucketPolicyRequest } from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { notConfigured } from "../errors.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketPolicy`: the text as it was put. */
export const getBucketPolicy: S3Operation<GetBucketPolicyRequest, GetBucketPolicyOutput> = async (
  context,
  input,
) => {
  const { name, policy } = await readBucket(context, input, "GetBucketPolicy");
  if (policy === undefined)
    throw notConfigured("NoSuchBucketPolicy", "The bucket policy does not exist", name);
  return { Policy: policy };
};
