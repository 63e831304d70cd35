import type { Document, Store, Write } from "@oxbow/store";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { BUCKETS, openBucket, tryCommit } from "../bucket/bucket-repository.ts";
import type { S3State } from "../s3-context.ts";
import type { Chunk, ObjectContent, ObjectRecord } from "./object-record.ts";
import { NULL_VERSION } from "./object-record.ts";
import { newVersionId } from "./version-id.ts";

/** The current version (or delete marker) of every key of a bucket, by key. */
export const currentVersions = (bucketName: string): string => {
  // Put together anew it would have to be hashed anew, for every look-up of every request.
  let collection = CURRENT_NAMES.get(bucketName);
  if (collection === undefined) {
    collection = `s3.objects/${bucketName}`;
    if (CURRENT_NAMES.size >= MAX_CURRENT_NAMES) CURRENT_NAMES.clear();
    CURRENT_NAMES.set(bucketName, collection);
  }
  return collection;
};

const CURRENT_NAMES = new Map<string, string>();
const MAX_CURRENT_NAMES = 1024;

/** The versions that are no longer current: by key, newest first. */
export const olderVersions = (bucketName: string): string => `s3.versions/${bucketName}`;

const LAST_GENERATION = 0xf_ffff_ffff_ffff;

/** Sorts after its key and before every longer one, and newer generations first. */
function olderVersionKey({ key, generation }: ObjectRecord): string {
  return `${key}\0${(LAST_GENERATION - generation).toString(16).padStart(13, "0")}`;
}

type VersionDocument = Document<ObjectRecord>;

export function findCurrent(
  store: Store,
  bucketName: string,
  key: string,
): Promise<VersionDocument | undefined> {
  return store.get<ObjectRecord>(currentVersions(bucketName), key);
}

/** The current version without a version id, else the one that has it. */
export async function findVersion(
  store: Store,
  bucketName: string,
  key: string,
  versionId: string | undefined,
): Promise<VersionDocument | undefined> {
  const current = await findCurrent(store, bucketName, key);
  if (versionId === undefined || current?.value.versionId === versionId) return current;
  const older = await listOlder(store, bucketName, key);
  return older.find(({ value }) => value.versionId === versionId);
}

/** The older versions of a key, newest first. */
async function listOlder(store: Store, bucketName: string, key: string): Promise<readonly VersionDocument[]> {
  const found = await store.list<ObjectRecord>(olderVersions(bucketName), { prefix: `${key}\0` });
  // A key may itself hold a NUL and begin with this one.
  return found.filter(({ value }) => value.key === key);
}

/** What {@link putVersion} is to write, decided on what is there at the moment. */
export type ContentFor = (
  bucket: BucketRecord,
  current: ObjectRecord | undefined,
) => ObjectContent & { readonly isDeleteMarker?: boolean };

type Alongside = () => readonly Write[] | Promise<readonly Write[]>;

export interface PutResult {
  readonly record: ObjectRecord;
  readonly bucket: BucketRecord;
}

/**
 * Makes a new version the current one, in one commit with whatever else belongs to it. What it replaces for good
 * loses its bytes.
 *
 * @param contentFor may refuse by throwing; called again when somebody else was faster
 * @param alongside further writes of the same commit; when their expectations fail they are asked for again
 */
export async function putVersion(
  state: S3State,
  bucketName: string,
  key: string,
  contentFor: ContentFor,
  alongside?: Alongside,
): Promise<PutResult> {
  const attempt = () => tryPutVersion(state, bucketName, key, contentFor, alongside);
  const first = await attempt();
  if (first !== undefined) return first;
  return state.turns.take(`${bucketName}/${key}`, async () => {
    for (;;) {
      const result = await attempt();
      if (result !== undefined) return result;
    }
  });
}

/** `undefined` when somebody else was faster. */
async function tryPutVersion(
  state: S3State,
  bucketName: string,
  key: string,
  contentFor: ContentFor,
  alongside: Alongside | undefined,
): Promise<PutResult | undefined> {
  const bucket = await openBucket(state, { Bucket: bucketName });
  const current = await findCurrent(state.store, bucketName, key);
  const content = contentFor(bucket.value, current?.value);
  const placing = place(state, bucket.value, current, key);
  const placed = placing instanceof Promise ? await placing : placing;
  const record: ObjectRecord = {
    ...content,
    key,
    versionId: bucket.value.versioning === "Enabled" ? newVersionId(state.randomBytes) : NULL_VERSION,
    generation: (current?.value.generation ?? 0) + 1,
  };
  const writes: readonly Write[] = [
    { kind: "check", collection: BUCKETS, key: bucketName, expect: bucket.revision },
    {
      kind: "put",
      collection: currentVersions(bucketName),
      key,
      value: record,
      expect: current?.revision ?? "absent",
    },
    ...placed.writes,
    ...(alongside === undefined ? [] : await alongside()),
  ];
  if (!(await tryCommit(state.store, writes))) return undefined;
  if (placed.replaced.length > 0) await discard(state, placed.replaced);
  return { record, bucket: bucket.value };
}

interface Placement {
  readonly writes: readonly Write[];
  /** Versions that are gone after the commit. */
  readonly replaced: readonly ObjectRecord[];
}

/** What happens to the versions that are there when a new one comes: the versioning state decides. */
function place(
  { store }: S3State,
  { name, versioning }: BucketRecord,
  current: VersionDocument | undefined,
  key: string,
): Placement | Promise<Placement> {
  if (current === undefined) return { writes: [], replaced: [] };
  const isNull = current.value.versionId === NULL_VERSION;
  if (versioning !== "Enabled" && isNull) return { writes: [], replaced: [current.value] };
  const keep: Write = {
    kind: "put",
    collection: olderVersions(name),
    key: olderVersionKey(current.value),
    value: current.value,
  };
  return versioning === "Enabled" ? { writes: [keep], replaced: [] } : placeForNull(store, name, key, keep);
}

/** A new null version takes the place of the one there was, however old that is. */
async function placeForNull(store: Store, name: string, key: string, keep: Write): Promise<Placement> {
  const older = await listOlder(store, name, key);
  const formerNull = older.find(({ value }) => value.versionId === NULL_VERSION);
  if (formerNull === undefined) return { writes: [keep], replaced: [] };
  const drop: Write = {
    kind: "delete",
    collection: olderVersions(name),
    key: formerNull.key,
    expect: formerNull.revision,
  };
  return { writes: [keep, drop], replaced: [formerNull.value] };
}

/**
 * Changes a version in place (ACL, tags, retention).
 *
 * @returns the version as it is now, or `undefined` when it is no longer there
 */
export async function updateVersion(
  { store }: S3State,
  bucketName: string,
  key: string,
  versionId: string,
  change: (record: ObjectRecord) => ObjectRecord,
): Promise<ObjectRecord | undefined> {
  for (;;) {
    const found = await findVersion(store, bucketName, key, versionId);
    if (found === undefined) return undefined;
    const value = change(found.value);
    // An older version's document has a longer key than its object.
    const collection = found.key === key ? currentVersions(bucketName) : olderVersions(bucketName);
    const write: Write = { kind: "put", collection, key: found.key, value, expect: found.revision };
    if (await tryCommit(store, [write])) return value;
  }
}

/**
 * Removes one version for good; the newest of the older ones becomes current if it was the current one.
 *
 * @param mayRemove may refuse by throwing
 */
export async function removeVersion(
  state: S3State,
  bucketName: string,
  key: string,
  versionId: string,
  mayRemove: (record: ObjectRecord) => void,
): Promise<ObjectRecord | undefined> {
  const { store } = state;
  for (;;) {
    const current = await findCurrent(store, bucketName, key);
    const older = await listOlder(store, bucketName, key);
    const isCurrent = current?.value.versionId === versionId;
    const found = isCurrent ? current : older.find(({ value }) => value.versionId === versionId);
    if (found === undefined) return undefined;
    mayRemove(found.value);
    const writes = isCurrent
      ? promote(bucketName, found, older[0])
      : [deletion(olderVersions(bucketName), found)];
    if (!(await tryCommit(store, writes))) continue;
    await discard(state, [found.value]);
    return found.value;
  }
}

function promote(
  bucketName: string,
  gone: VersionDocument,
  next: VersionDocument | undefined,
): readonly Write[] {
  const collection = currentVersions(bucketName);
  if (next === undefined) return [deletion(collection, gone)];
  return [
    { kind: "put", collection, key: gone.key, value: next.value, expect: gone.revision },
    deletion(olderVersions(bucketName), next),
  ];
}

function deletion(collection: string, { key, revision }: VersionDocument): Write {
  return { kind: "delete", collection, key, expect: revision };
}

/** Deletes the bytes of versions that no document names any more. */
async function discard({ blobs }: S3State, records: readonly ObjectRecord[]): Promise<void> {
  for (const { chunks } of records) for (const { blob } of chunks) await blobs.delete(blob);
}

export async function deleteChunks(
  { blobs }: Pick<S3State, "blobs">,
  chunks: readonly Chunk[],
): Promise<void> {
  for (const { blob } of chunks) await blobs.delete(blob);
}
