import type { PutBucketPolicyRequest } from "@aws-sdk/client-s3";
import { withIdentityArns } from "../access/identity-principals.ts";
import { parsePolicy } from "../access/policy-document.ts";
import { checkPolicyFor } from "../access/policy-validation.ts";
import { isPublicPolicy } from "../access/public-policy.ts";
import { changeBucket, readBucket } from "../bucket/bucket-access.ts";
import { accessDenied } from "../errors.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutBucketPolicy`: checked, then evaluated on every request. */
export const putBucketPolicy: S3Operation<PutBucketPolicyRequest, object> = async (context, input) => {
  const text = input.Policy ?? "";
  const bucket = await readBucket(context, input, "PutBucketPolicy");
  const policy = parsePolicy(text);
  checkPolicyFor(bucket, policy);
  const kept = await withIdentityArns(text, context.identityOf);
  await changeBucket(context, input, "PutBucketPolicy", (current) => {
    if (current.publicAccessBlock?.BlockPublicPolicy === true && isPublicPolicy(policy)) {
      throw accessDenied(
        "The bucket's public access block has BlockPublicPolicy on. Delete the block to allow public policies.",
      );
    }
    return { ...current, policy: kept };
  });
  return EMPTY_OUTPUT;
};
