import type { PutBucketAclRequest } from "@aws-sdk/client-s3";
import { requestedGrants } from "../access/acl-input.ts";
import { checkPublicAcl, hasAclsDisabled } from "../access/bucket-acl.ts";
import { changeBucket } from "../bucket/bucket-access.ts";
import { aclNotSupported } from "../errors.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutBucketAcl`: by canned ACL, by grant headers, or by a document. */
export const putBucketAcl: S3Operation<PutBucketAclRequest, object> = async (context, input) => {
  await changeBucket(context, input, "PutBucketAcl", (bucket) => {
    const owners = { owner: bucket.owner, bucketOwner: bucket.owner };
    const grants = requestedGrants(input, owners, context.accounts);
    if (hasAclsDisabled(bucket)) throw aclNotSupported();
    checkPublicAcl(bucket, grants);
    return { ...bucket, grants };
  });
  return EMPTY_OUTPUT;
};
