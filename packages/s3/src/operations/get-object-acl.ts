import type { GetObjectAclOutput, GetObjectAclRequest } from "@aws-sdk/client-s3";
import { toAclOutput } from "../access/acl-output.ts";
import { hasAclsDisabled, objectGrants } from "../access/bucket-acl.ts";
import { grantTo } from "../access/grant.ts";
import { findObject } from "../object/find-object.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetObjectAcl`: with ACLs disabled everything is the bucket owner's. */
export const getObjectAcl: S3Operation<GetObjectAclRequest, GetObjectAclOutput> = async (context, input) => {
  const { bucket, object } = await findObject(context, input, "GetObjectAcl");
  if (hasAclsDisabled(bucket)) return toAclOutput(bucket.owner, [grantTo(bucket.owner, "FULL_CONTROL")]);
  return toAclOutput(object.owner, objectGrants(object));
};
