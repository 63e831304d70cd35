import type { AccountDirectory } from "@oxbow/aws-protocol";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { accessDenied, aclNotSupported } from "../errors.ts";
import { type AclInput, grantsOfHeaders } from "./acl-input.ts";
import { type Grant, grantTo, isPublicAcl, type Owner } from "./grant.ts";

const BLOCKED_HINT =
  "The bucket's public access block has BlockPublicAcls on, as every bucket made since April 2023. Delete the block to allow public ACLs.";

/** True when the bucket's owner owns everything in it and ACLs have no say. */
export function hasAclsDisabled(bucket: BucketRecord): boolean {
  return bucket.ownership === "BucketOwnerEnforced";
}

/** @throws ServiceError AccessDenied when the bucket blocks ACLs that let everybody in. */
export function checkPublicAcl(bucket: BucketRecord, grants: readonly Grant[]): void {
  if (bucket.publicAccessBlock?.BlockPublicAcls === true && isPublicAcl(grants))
    throw accessDenied(BLOCKED_HINT);
}

/** Owner and ACL of a new object; no `grants` stands for the owner's full control alone. */
export interface ObjectAccess {
  readonly owner: Owner;
  readonly grants?: readonly Grant[];
}

/**
 * Decides who owns a new object and what its ACL is.
 *
 * @param writer who uploads it
 * @throws ServiceError AccessControlListNotSupported in a bucket that is BucketOwnerEnforced, for every ACL but
 *   bucket-owner-full-control
 */
export function newObjectAccess(
  bucket: BucketRecord,
  writer: Owner,
  input: AclInput,
  accounts: AccountDirectory,
): ObjectAccess {
  const givesBucketOwnerAll = input.ACL === "bucket-owner-full-control";
  if (hasAclsDisabled(bucket)) {
    const { ACL: canned, ...grantHeaders } = pickAcl(input);
    const hasGrantHeaders = Object.values(grantHeaders).some((value) => value !== undefined);
    if ((canned !== undefined && !givesBucketOwnerAll) || hasGrantHeaders) throw aclNotSupported();
    return { owner: bucket.owner };
  }
  const owner = bucket.ownership === "BucketOwnerPreferred" && givesBucketOwnerAll ? bucket.owner : writer;
  const grants = grantsOfHeaders(input, { owner, bucketOwner: bucket.owner }, accounts);
  if (grants === undefined) return { owner };
  checkPublicAcl(bucket, grants);
  return { owner, grants };
}

function pickAcl(input: AclInput): Required<{ [Member in keyof AclInput]: string | undefined }> {
  const { ACL, GrantFullControl, GrantRead, GrantReadACP, GrantWrite, GrantWriteACP } = input;
  return { ACL, GrantFullControl, GrantRead, GrantReadACP, GrantWrite, GrantWriteACP };
}

/** The grants of an object, spelled out. */
export function objectGrants({ owner, grants }: ObjectAccess): readonly Grant[] {
  return grants ?? [grantTo(owner, "FULL_CONTROL")];
}
