import type { LifecycleRule } from "@aws-sdk/client-s3";
import type { Document, Write } from "@oxbow/store";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { BUCKETS, tryCommit } from "../bucket/bucket-repository.ts";
import { isRetained } from "../lock/object-lock.ts";
import { forgetCompleted } from "../multipart/completed-uploads.ts";
import type { UploadRecord } from "../multipart/upload-record.ts";
import { removeUpload, uploadsOf } from "../multipart/upload-repository.ts";
import { deleteMarker, type ObjectRecord } from "../object/object-record.ts";
import {
  currentVersions,
  deleteChunks,
  olderVersions,
  putVersion,
  removeVersion,
} from "../object/version-repository.ts";
import type { S3State } from "../s3-context.ts";
import { expirationOf, midnightAfter, ruleMatches } from "./expiration.ts";

/** What a sweep did. */
export interface SweepResult {
  /** Current objects that expired: deleted, or hidden by a delete marker. */
  readonly expired: number;
  /** Older versions that were removed. */
  readonly removedVersions: number;
  readonly abortedUploads: number;
}

/** Documents that are looked at in one go. */
const PAGE = 1000;

/** Carries out the lifecycle rules of all buckets, by the server's clock. Transitions only change the storage class. */
export async function sweep(state: S3State, now: () => Date): Promise<SweepResult> {
  let expired = 0;
  let removedVersions = 0;
  let abortedUploads = 0;
  for (const { value: bucket } of await state.store.list<BucketRecord>(BUCKETS)) {
    await forgetCompleted(state.store, bucket.name, now());
    const rules = (bucket.lifecycle?.rules ?? []).filter(({ Status: status }) => status === "Enabled");
    if (rules.length === 0) continue;
    expired += await expireCurrent(state, bucket, now);
    await transitionCurrent(state, bucket, rules, now());
    removedVersions += await removeOlder(state, bucket, rules, now());
    abortedUploads += await abortUploads(state, bucket, rules, now());
  }
  return { expired, removedVersions, abortedUploads };
}

async function* pages<Value>(state: S3State, collection: string): AsyncGenerator<Document<Value>> {
  let after: string | undefined;
  for (;;) {
    const page = await state.store.list<Value>(collection, {
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    yield* page;
    after = page.at(-1)?.key;
    if (page.length < PAGE) return;
  }
}

async function expireCurrent(state: S3State, bucket: BucketRecord, now: () => Date): Promise<number> {
  let expired = 0;
  const collection = currentVersions(bucket.name);
  for await (const { key, value: object, revision } of pages<ObjectRecord>(state, collection)) {
    if (object.isDeleteMarker === true) {
      if (await isLoneMarker(state, bucket, object)) {
        await removeVersion(state, bucket.name, key, object.versionId, () => undefined);
      }
      continue;
    }
    const expiration = expirationOf(bucket, object);
    if (expiration === undefined || expiration.atMs > now().getTime()) continue;
    expired++;
    if (bucket.versioning === undefined) {
      const isDeleted = await tryCommit(state.store, [{ kind: "delete", collection, key, expect: revision }]);
      if (isDeleted) await deleteChunks(state, object.chunks);
      continue;
    }
    await putVersion(state, bucket.name, key, (owning) => deleteMarker(owning.owner, now()));
  }
  return expired;
}

/** A delete marker with nothing under it, where a rule removes such. */
async function isLoneMarker(
  { store }: S3State,
  bucket: BucketRecord,
  marker: ObjectRecord,
): Promise<boolean> {
  const isAsked = (bucket.lifecycle?.rules ?? []).some(
    (rule) => rule.Expiration?.ExpiredObjectDeleteMarker === true && ruleMatches(rule, marker),
  );
  if (!isAsked) return false;
  const older = await store.list(olderVersions(bucket.name), { prefix: `${marker.key}\0`, limit: 1 });
  return older.length === 0;
}

async function transitionCurrent(
  state: S3State,
  bucket: BucketRecord,
  rules: readonly LifecycleRule[],
  now: Date,
): Promise<void> {
  if (!rules.some(({ Transitions: transitions }) => transitions !== undefined)) return;
  const collection = currentVersions(bucket.name);
  for await (const { key, value: object, revision } of pages<ObjectRecord>(state, collection)) {
    const storageClass = rules
      .filter((rule) => ruleMatches(rule, object))
      .flatMap(({ Transitions: transitions = [] }) => transitions)
      .filter(({ Days: days, Date: date }) => {
        const atMs =
          days === undefined ? new Date(date ?? 0).getTime() : midnightAfter(object.modifiedMs, days);
        return atMs <= now.getTime();
      })
      .at(-1)?.StorageClass;
    if (storageClass === undefined || storageClass === object.storageClass || object.isDeleteMarker === true)
      continue;
    const write: Write = {
      kind: "put",
      collection,
      key,
      value: { ...object, storageClass },
      expect: revision,
    };
    await tryCommit(state.store, [write]);
  }
}

async function removeOlder(
  state: S3State,
  bucket: BucketRecord,
  rules: readonly LifecycleRule[],
  now: Date,
): Promise<number> {
  const withAction = rules.filter(({ NoncurrentVersionExpiration: action }) => action !== undefined);
  if (withAction.length === 0) return 0;
  let removed = 0;
  let newer: ObjectRecord | undefined;
  let newerCount = 0;
  for await (const { value: version } of pages<ObjectRecord>(state, olderVersions(bucket.name))) {
    if (newer?.key !== version.key) {
      newer = (await state.store.get<ObjectRecord>(currentVersions(bucket.name), version.key))?.value;
      newerCount = 0;
    }
    const noncurrentSinceMs = newer?.modifiedMs ?? version.modifiedMs;
    const isDue = withAction.some((rule) => {
      const { NoncurrentDays: days = 0, NewerNoncurrentVersions: kept = 0 } =
        rule.NoncurrentVersionExpiration ?? {};
      return (
        ruleMatches(rule, version) &&
        newerCount >= kept &&
        midnightAfter(noncurrentSinceMs, days) <= now.getTime()
      );
    });
    newer = version;
    newerCount++;
    const isLocked = version.lock?.isLegalHold === true || isRetained(version.lock ?? {}, now);
    if (!isDue || isLocked) continue;
    await removeVersion(state, bucket.name, version.key, version.versionId, () => undefined);
    removed++;
  }
  return removed;
}

async function abortUploads(
  state: S3State,
  bucket: BucketRecord,
  rules: readonly LifecycleRule[],
  now: Date,
): Promise<number> {
  let aborted = 0;
  for (const upload of await state.store.list<UploadRecord>(uploadsOf(bucket.name))) {
    const { key, initiatedMs } = upload.value;
    const isDue = rules.some((rule) => {
      const days = rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation;
      return (
        days !== undefined &&
        ruleMatches(rule, { key, size: 0 }) &&
        midnightAfter(initiatedMs, days) <= now.getTime()
      );
    });
    if (isDue && (await removeUpload(state, bucket.name, upload))) aborted++;
  }
  return aborted;
}
