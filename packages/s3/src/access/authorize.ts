import type { Principal } from "@oxbow/aws-protocol";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { accessDenied } from "../errors.ts";
import type { ObjectRecord } from "../object/object-record.ts";
import { hasAclsDisabled, objectGrants } from "./bucket-acl.ts";
import { conditionContext, type RequestFacts } from "./condition-keys.ts";
import type { Grant, Permission } from "./grant.ts";
import { type Policy, parsePolicy } from "./policy-document.ts";
import { evaluatePolicy, type PolicyEffect } from "./policy-evaluation.ts";
import { isPublicPolicy } from "./public-policy.ts";

/** Who asks, and with what request. */
export interface Requester {
  readonly principal: Principal;
  readonly request: RequestFacts;
  readonly now: () => Date;
}

/** What is to be done, in the words of policies, and to what. */
export interface AccessRequest {
  /** Without its prefix: `GetObject`. */
  readonly action: string;
  /** Absent for the bucket itself. */
  readonly key?: string;
  /** The object that `key` names now, if there is one. */
  readonly object?: ObjectRecord | undefined;
}

/** What ACLs can permit: everything else is up to the owner and the policy. Source: S3 user guide, ACL overview. */
const BUCKET_ACL: Readonly<Record<string, Permission>> = {
  ListBucket: "READ",
  ListBucketVersions: "READ",
  ListBucketMultipartUploads: "READ",
  PutObject: "WRITE",
  DeleteObject: "WRITE",
  GetBucketAcl: "READ_ACP",
  PutBucketAcl: "WRITE_ACP",
};

const OBJECT_ACL: Readonly<Record<string, Permission>> = {
  GetObject: "READ",
  GetObjectVersion: "READ",
  GetObjectAttributes: "READ",
  GetObjectVersionAttributes: "READ",
  GetObjectAcl: "READ_ACP",
  GetObjectVersionAcl: "READ_ACP",
  PutObjectAcl: "WRITE_ACP",
  PutObjectVersionAcl: "WRITE_ACP",
};

/** The owner's way back in after a policy that denies everything. */
const NEVER_DENIED_TO_OWNER = new Set(["GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"]);

/** @throws ServiceError AccessDenied */
export function authorize(requester: Requester, bucket: BucketRecord, access: AccessRequest): void {
  if (!isAllowed(requester, bucket, access)) throw accessDenied();
}

/** Policy first (a denial is final), then ownership, then ACLs. */
export function isAllowed(requester: Requester, bucket: BucketRecord, access: AccessRequest): boolean {
  const { principal } = requester;
  const isOwnAccount = principal.kind === "account" && principal.account.accountId === bucket.ownerAccountId;
  if (isOwnAccount && NEVER_DENIED_TO_OWNER.has(access.action)) return true;
  switch (policyEffect(requester, bucket, access, isOwnAccount)) {
    case "deny":
      return false;
    case "allow":
      return true;
    case "none":
      return isPermittedByOwnership(principal, bucket, access, isOwnAccount);
  }
}

function policyEffect(
  requester: Requester,
  bucket: BucketRecord,
  access: AccessRequest,
  isOwnAccount: boolean,
): PolicyEffect {
  const policy = policyOf(bucket);
  if (policy === undefined) return "none";
  const { key, object, action } = access;
  const effect = evaluatePolicy(policy, {
    principal: requester.principal,
    action: `s3:${action}`,
    resource: `arn:aws:s3:::${bucket.name}${key === undefined ? "" : `/${key}`}`,
    conditions: conditionContext({ ...requester, objectTags: object?.tags ?? [] }),
  });
  const isRestricted = bucket.publicAccessBlock?.RestrictPublicBuckets === true;
  return effect === "allow" && isRestricted && !isOwnAccount && isPublicPolicy(policy) ? "none" : effect;
}

function isPermittedByOwnership(
  principal: Principal,
  bucket: BucketRecord,
  { action, object }: AccessRequest,
  isOwnAccount: boolean,
): boolean {
  const objectPermission = OBJECT_ACL[action];
  if (hasAclsDisabled(bucket)) return isOwnAccount;
  if (object !== undefined && objectPermission !== undefined) {
    const isObjectOwner = canonicalIdOf(principal) === object.owner.id;
    return isObjectOwner || isGranted(objectGrants(object), objectPermission, principal, bucket);
  }
  // An ACL that grants nothing to anyone takes the writing from the owner too; the rest stays (ceph s3-tests, acl_no_grants).
  if (isOwnAccount) return bucket.grants.length > 0 || BUCKET_ACL[action] !== "WRITE";
  const bucketPermission = BUCKET_ACL[action];
  return bucketPermission !== undefined && isGranted(bucket.grants, bucketPermission, principal, bucket);
}

function isGranted(
  grants: readonly Grant[],
  permission: Permission,
  principal: Principal,
  bucket: BucketRecord,
): boolean {
  const ignoresPublic = bucket.publicAccessBlock?.IgnorePublicAcls === true;
  return grants.some(
    (grant) =>
      (grant.permission === permission || grant.permission === "FULL_CONTROL") &&
      !(ignoresPublic && grant.grantee.kind === "group") &&
      isGrantee(grant, principal),
  );
}

function isGrantee({ grantee }: Grant, principal: Principal): boolean {
  if (grantee.kind === "user") return grantee.id === canonicalIdOf(principal);
  if (grantee.group === "AllUsers") return true;
  return grantee.group === "AuthenticatedUsers" && principal.kind === "account";
}

function canonicalIdOf(principal: Principal): string | undefined {
  if (principal.kind === "account") return principal.account.canonicalUserId;
  return principal.kind === "originAccessIdentity" ? principal.canonicalUserId : undefined;
}

/** Stored records are shared and immutable, so a record's policy is parsed once. */
const PARSED = new WeakMap<BucketRecord, Policy>();

/** The bucket's policy, parsed. */
export function policyOf(bucket: BucketRecord): Policy | undefined {
  if (bucket.policy === undefined) return undefined;
  const known = PARSED.get(bucket);
  if (known !== undefined) return known;
  const policy = parsePolicy(bucket.policy);
  PARSED.set(bucket, policy);
  return policy;
}
