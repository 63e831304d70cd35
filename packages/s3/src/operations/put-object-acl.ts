import type { PutObjectAclOutput, PutObjectAclRequest } from "@aws-sdk/client-s3";
import { requestedGrants } from "../access/acl-input.ts";
import { checkPublicAcl, hasAclsDisabled } from "../access/bucket-acl.ts";
import { checkPayload } from "../bucket/bucket-access.ts";
import { aclNotSupported } from "../errors.ts";
import { changeObject } from "../object/change-object.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutObjectAcl`: by canned ACL, by grant headers, or by a document. */
export const putObjectAcl: S3Operation<PutObjectAclRequest, PutObjectAclOutput> = async (context, input) => {
  await checkPayload(context, input);
  await changeObject(context, input, "PutObjectAcl", (object, bucket) => {
    const owners = { owner: object.owner, bucketOwner: bucket.owner };
    const grants = requestedGrants(input, owners, context.accounts);
    if (hasAclsDisabled(bucket)) {
      if (input.ACL === "bucket-owner-full-control") return object;
      throw aclNotSupported();
    }
    checkPublicAcl(bucket, grants);
    return { ...object, grants };
  });
  return EMPTY_OUTPUT;
};
