import type { GetBucketAclOutput, GetBucketAclRequest } from "@aws-sdk/client-s3";
import { toAclOutput } from "../access/acl-output.ts";
import { readBucket } from "../bucket/bucket-access.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketAcl`. */
export const getBucketAcl: S3Operation<GetBucketAclRequest, GetBucketAclOutput> = async (context, input) => {
  const { owner, grants } = await readBucket(context, input, "GetBucketAcl");
  return toAclOutput(owner, grants);
};
