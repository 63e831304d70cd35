import type { Write } from "@oxbow/store";
import { authorize, isAllowed } from "../access/authorize.ts";
import { writerOf } from "../access/writer.ts";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { tryCommit } from "../bucket/bucket-repository.ts";
import { invalidArgument, preconditionFailed } from "../errors.ts";
import { checkRemovable } from "../lock/object-lock.ts";
import type { S3Context } from "../s3-context.ts";
import { deleteMarker } from "./object-record.ts";
import { checkWriteConditions, matchesEtag } from "./preconditions.ts";
import { checkVersionIdIn } from "./version-id.ts";
import {
  currentVersions,
  deleteChunks,
  findCurrent,
  putVersion,
  removeVersion,
} from "./version-repository.ts";

export interface Deletion {
  readonly key: string;
  readonly versionId?: string | undefined;
  readonly ifMatch?: string | undefined;
  readonly bypassesGovernance: boolean;
}

export interface DeletionResult {
  /** The version that was removed, or the delete marker that was made; `undefined` in a bucket without versions. */
  readonly versionId: string | undefined;
  /** A delete marker was made, or was what was removed. */
  readonly isDeleteMarker: boolean;
}

/** Deletes one object or version, the way the bucket's versioning state has it. */
export async function deleteVersion(
  context: S3Context,
  bucket: BucketRecord,
  deletion: Deletion,
): Promise<DeletionResult> {
  const { key, versionId, ifMatch, bypassesGovernance } = deletion;
  if (bypassesGovernance && bucket.isObjectLockEnabled !== true) {
    throw invalidArgument(
      "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
      "x-amz-bypass-governance-retention",
    );
  }
  if (versionId !== undefined) {
    checkVersionIdIn(bucket, versionId);
    authorize(context, bucket, { action: "DeleteObjectVersion", key });
    return removeForGood(context, bucket, deletion, versionId);
  }
  authorize(context, bucket, { action: "DeleteObject", key });
  if (bucket.versioning === undefined) {
    await removeOnly(context, bucket, key, ifMatch);
    return { versionId: undefined, isDeleteMarker: false };
  }
  const { record } = await putVersion(context, bucket.name, key, (_, current) => {
    checkWriteConditions({ IfMatch: ifMatch }, key, current);
    return deleteMarker(writerOf(context.principal), context.now());
  });
  return { versionId: record.versionId, isDeleteMarker: true };
}

async function removeForGood(
  context: S3Context,
  bucket: BucketRecord,
  { key, ifMatch, bypassesGovernance }: Deletion,
  versionId: string,
): Promise<DeletionResult> {
  const mayBypass =
    bypassesGovernance && isAllowed(context, bucket, { action: "BypassGovernanceRetention", key });
  const removed = await removeVersion(context, bucket.name, key, versionId, (record) => {
    if (ifMatch !== undefined && !matchesEtag(ifMatch, record.etag)) throw preconditionFailed("If-Match");
    checkRemovable(record.lock, context.now(), mayBypass);
  });
  return { versionId, isDeleteMarker: removed?.isDeleteMarker === true };
}

/** In a bucket that never had versions the object is simply gone. */
async function removeOnly(
  context: S3Context,
  { name }: BucketRecord,
  key: string,
  ifMatch: string | undefined,
): Promise<void> {
  for (;;) {
    const current = await findCurrent(context.store, name, key);
    checkWriteConditions({ IfMatch: ifMatch }, key, current?.value);
    if (current === undefined) return;
    const write: Write = { kind: "delete", collection: currentVersions(name), key, expect: current.revision };
    if (!(await tryCommit(context.store, [write]))) continue;
    await deleteChunks(context, current.value.chunks);
    return;
  }
}
