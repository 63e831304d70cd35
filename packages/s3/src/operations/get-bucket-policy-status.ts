import type { GetBucketPolicyStatusOutput, GetBucketPolicyStatusRequest } from "@aws-sdk/client-s3";
import { policyOf } from "../access/authorize.ts";
import { isPublicPolicy } from "../access/public-policy.ts";
import { readBucket } from "../bucket/bucket-access.ts";
import { notConfigured } from "../errors.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketPolicyStatus`: whether the policy lets everybody in. */
export const getBucketPolicyStatus: S3Operation<
  GetBucketPolicyStatusRequest,
  GetBucketPolicyStatusOutput
> = async (context, input) => {
  const bucket = await readBucket(context, input, "GetBucketPolicyStatus");
  const policy = policyOf(bucket);
  if (policy === undefined)
    throw notConfigured("NoSuchBucketPolicy", "The bucket policy does not exist", bucket.name);
  return { PolicyStatus: { IsPublic: isPublicPolicy(policy) } };
};
