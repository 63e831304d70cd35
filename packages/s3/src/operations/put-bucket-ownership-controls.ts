import type { PutBucketOwnershipControlsRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { checkOwnership } from "../bucket/ownership.ts";
import { invalidBucketAclWithObjectOwnership, malformedXml } from "../errors.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutBucketOwnershipControls`: whether ACLs have a say. Disabling them needs a bucket ACL that gives nobody else anything. */
export const putBucketOwnershipControls: S3Operation<PutBucketOwnershipControlsRequest, object> = async (
  context,
  input,
) => {
  const rules = input.OwnershipControls?.Rules ?? [];
  const [rule] = rules;
  if (rule?.ObjectOwnership === undefined || rules.length !== 1) throw malformedXml();
  const ownership = checkOwnership(rule.ObjectOwnership);
  await changeBucket(context, input, "PutBucketOwnershipControls", (bucket) => {
    if (ownership === "BucketOwnerEnforced" && isShared(bucket)) throw invalidBucketAclWithObjectOwnership();
    return { ...bucket, ownership };
  });
  return EMPTY_OUTPUT;
};

function isShared({ grants, owner }: BucketRecord): boolean {
  return grants.some(({ grantee }) => grantee.kind === "group" || grantee.id !== owner.id);
}
