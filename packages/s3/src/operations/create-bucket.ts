import type { CreateBucketOutput, CreateBucketRequest } from "@aws-sdk/client-s3";
import type { Account, Principal } from "@oxbow/aws-protocol";
import { grantsOfHeaders } from "../access/acl-input.ts";
import { checkPublicAcl } from "../access/bucket-acl.ts";
import { grantTo } from "../access/grant.ts";
import { accountOwner } from "../access/writer.ts";
import { checkBucketName } from "../bucket/bucket-name.ts";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { BUCKETS, tryCommit } from "../bucket/bucket-repository.ts";
import { checkOwnership, MODERN_PUBLIC_ACCESS_BLOCK } from "../bucket/ownership.ts";
import { DEFAULT_REGION, regionOfNewBucket } from "../bucket/region.ts";
import { checkTags } from "../bucket/tag-set.ts";
import {
  accessDenied,
  bucketAlreadyExists,
  bucketAlreadyOwnedByYou,
  invalidBucketAclWithObjectOwnership,
} from "../errors.ts";
import type { S3Context, S3Operation } from "../s3-context.ts";

/** `CreateBucket`: names are shared by all accounts; making one's own bucket again succeeds in us-east-1 only. */
export const createBucket: S3Operation<CreateBucketRequest, CreateBucketOutput> = async (context, input) => {
  const { Bucket: name = "", CreateBucketConfiguration: configuration } = input;
  const account = accountOf(context.principal);
  checkBucketName(name);
  const region = regionOfNewBucket(configuration?.LocationConstraint, context.region);
  const bucket = newBucket(context, account, region, input);
  const isCreated = await tryCommit(context.store, [
    { kind: "put", collection: BUCKETS, key: name, value: bucket, expect: "absent" },
  ]);
  if (!isCreated) await answerExisting(context, account, name);
  return { Location: region === DEFAULT_REGION ? `/${name}` : `http://${name}.s3.amazonaws.com/` };
};

function accountOf(principal: Principal): Account {
  if (principal.kind !== "account") throw accessDenied();
  return principal.account;
}

function newBucket(
  { accounts, defaults, now }: S3Context,
  account: Account,
  region: string,
  input: CreateBucketRequest,
): BucketRecord {
  const owner = accountOwner(account);
  const asked = input.ObjectOwnership === undefined ? undefined : checkOwnership(input.ObjectOwnership);
  const ownership = asked ?? (defaults === "modern" ? "BucketOwnerEnforced" : undefined);
  const publicAccessBlock = defaults === "modern" ? MODERN_PUBLIC_ACCESS_BLOCK : undefined;
  const grants = grantsOfHeaders(input, { owner, bucketOwner: owner }, accounts);
  const tags = input.CreateBucketConfiguration?.Tags;
  const bucket: BucketRecord = {
    name: input.Bucket ?? "",
    region,
    createdMs: now().getTime(),
    ownerAccountId: account.accountId,
    owner,
    grants: grants ?? [grantTo(owner, "FULL_CONTROL")],
    ...(ownership === undefined ? {} : { ownership }),
    ...(publicAccessBlock === undefined ? {} : { publicAccessBlock }),
    ...(tags === undefined ? {} : { tags: checkTags(tags, "bucket") }),
    ...(input.ObjectLockEnabledForBucket === true
      ? { isObjectLockEnabled: true, versioning: "Enabled" as const }
      : {}),
  };
  if (grants !== undefined) {
    const isPlain = input.ACL === "private";
    if (ownership === "BucketOwnerEnforced" && !isPlain) throw invalidBucketAclWithObjectOwnership();
    checkPublicAcl(bucket, grants);
  }
  return bucket;
}

async function answerExisting({ store, region }: S3Context, account: Account, name: string): Promise<void> {
  const existing = await store.get<BucketRecord>(BUCKETS, name);
  if (existing?.value.ownerAccountId !== account.accountId) throw bucketAlreadyExists(name);
  if (region !== DEFAULT_REGION || existing.value.region !== DEFAULT_REGION)
    throw bucketAlreadyOwnedByYou(name);
}
