import { invalidArgument } from "../errors.ts";
import { type Grant, grantTo, grantToGroup, type Owner } from "./grant.ts";

/** Canonical id of the account that reads with `aws-exec-read`. Source: S3 user guide, canned ACLs. */
const EC2_BUNDLES: Owner = {
  id: "6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c",
  displayName: "za-team",
};

/** Whose ACL it is, and in whose bucket. The same for a bucket's own ACL. */
export interface AclOwners {
  readonly owner: Owner;
  readonly bucketOwner: Owner;
}

/** The grants that a canned ACL stands for. */
export function cannedGrants(acl: string, { owner, bucketOwner }: AclOwners): readonly Grant[] {
  const own = grantTo(owner, "FULL_CONTROL");
  switch (acl) {
    case "private":
      return [own];
    case "public-read":
      return [own, grantToGroup("AllUsers", "READ")];
    case "public-read-write":
      return [own, grantToGroup("AllUsers", "READ"), grantToGroup("AllUsers", "WRITE")];
    case "authenticated-read":
      return [own, grantToGroup("AuthenticatedUsers", "READ")];
    case "aws-exec-read":
      return [own, grantTo(EC2_BUNDLES, "READ")];
    case "bucket-owner-read":
      return owner.id === bucketOwner.id ? [own] : [own, grantTo(bucketOwner, "READ")];
    case "bucket-owner-full-control":
      return owner.id === bucketOwner.id ? [own] : [own, grantTo(bucketOwner, "FULL_CONTROL")];
    case "log-delivery-write":
      return [own, grantToGroup("LogDelivery", "WRITE"), grantToGroup("LogDelivery", "READ_ACP")];
    default:
      throw invalidArgument("", "x-amz-acl", acl);
  }
}
