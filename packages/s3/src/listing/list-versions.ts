import type {
  CommonPrefix,
  DeleteMarkerEntry,
  ObjectVersion,
  ObjectVersionStorageClass,
} from "@aws-sdk/client-s3";
import type { Store } from "@oxbow/store";
import { toWireOwner } from "../access/acl-output.ts";
import { type ObjectRecord, quotedEtag } from "../object/object-record.ts";
import { currentVersions, olderVersions } from "../object/version-repository.ts";
import { wholeSeconds } from "../object/whole-seconds.ts";
import { collapse } from "./collapse.ts";
import { MAX_PAGE } from "./page-size.ts";

export interface VersionsRequest {
  readonly bucketName: string;
  readonly prefix: string;
  readonly delimiter: string;
  readonly keyMarker: string;
  readonly versionIdMarker: string | undefined;
  readonly maxKeys: number;
  readonly encode: (text: string) => string;
}

export interface VersionsPage {
  readonly versions: ObjectVersion[];
  readonly deleteMarkers: DeleteMarkerEntry[];
  /** Both, newest first within a key. */
  readonly inOrder: readonly (readonly ["Versions" | "DeleteMarkers", object])[];
  readonly commonPrefixes: CommonPrefix[];
  readonly isTruncated: boolean;
  /** Where the next page goes on, not encoded. */
  readonly nextKey: string;
  readonly nextVersionId: string | undefined;
}

/** What a page consists of, in order. */
type Entry =
  | { readonly kind: "version"; readonly record: ObjectRecord; readonly isLatest: boolean }
  | { readonly kind: "prefix"; readonly prefix: string };

/** All versions of a bucket: by key, and of each key the newest first. */
export async function listVersions(store: Store, request: VersionsRequest): Promise<VersionsPage> {
  const limit = Math.min(request.maxKeys, MAX_PAGE);
  const entries: Entry[] = limit === 0 ? [] : await restOfMarkedKey(store, request);
  let after = request.keyMarker;
  // One more than fits tells whether there is another page.
  while (limit > 0 && entries.length <= limit) {
    const page = await collapse<ObjectRecord>(
      store,
      {
        ...request,
        collection: currentVersions(request.bucketName),
        after,
        limit: limit + 1 - entries.length,
      },
      () => true,
    );
    for (const entry of page.entries) {
      if (entry.kind === "prefix") {
        after = entry.prefix;
        entries.push(entry);
      } else {
        after = entry.document.key;
        entries.push({ kind: "version", record: entry.document.value, isLatest: true });
        entries.push(...(await olderEntries(store, request.bucketName, after)));
      }
      if (entries.length > limit) break;
    }
    if (!page.isTruncated) break;
  }
  return toPage(entries, limit, request.encode);
}

async function olderEntries(store: Store, bucketName: string, key: string): Promise<Entry[]> {
  const documents = await store.list<ObjectRecord>(olderVersions(bucketName), { prefix: `${key}\0` });
  return documents
    .filter(({ value }) => value.key === key)
    .map(({ value }) => ({ kind: "version", record: value, isLatest: false }));
}

/** A version-id marker goes on in the middle of its key. */
async function restOfMarkedKey(store: Store, request: VersionsRequest): Promise<Entry[]> {
  const { bucketName, keyMarker, versionIdMarker } = request;
  if (versionIdMarker === undefined || keyMarker === "" || !keyMarker.startsWith(request.prefix)) return [];
  const older = await olderEntries(store, bucketName, keyMarker);
  const current = await store.get<ObjectRecord>(currentVersions(bucketName), keyMarker);
  if (current?.value.versionId === versionIdMarker) return older;
  const marked = older.findIndex(
    (entry) => entry.kind === "version" && entry.record.versionId === versionIdMarker,
  );
  return marked < 0 ? [] : older.slice(marked + 1);
}

function toPage(entries: readonly Entry[], limit: number, encode: (text: string) => string): VersionsPage {
  const shown = entries.slice(0, limit);
  const versions: ObjectVersion[] = [];
  const deleteMarkers: DeleteMarkerEntry[] = [];
  const inOrder: VersionsPage["inOrder"][number][] = [];
  const commonPrefixes: CommonPrefix[] = [];
  for (const entry of shown) {
    if (entry.kind === "prefix") commonPrefixes.push({ Prefix: encode(entry.prefix) });
    else if (entry.record.isDeleteMarker === true) {
      const marker = toEntry(entry.record, entry.isLatest, encode);
      deleteMarkers.push(marker);
      inOrder.push(["DeleteMarkers", marker]);
    } else {
      const version = toVersion(entry.record, entry.isLatest, encode);
      versions.push(version);
      inOrder.push(["Versions", version]);
    }
  }
  const last = shown.at(-1);
  return {
    versions,
    deleteMarkers,
    inOrder,
    commonPrefixes,
    isTruncated: entries.length > limit && limit > 0,
    nextKey: last?.kind === "prefix" ? last.prefix : (last?.record.key ?? ""),
    nextVersionId: last?.kind === "version" ? last.record.versionId : undefined,
  };
}

function toEntry(
  record: ObjectRecord,
  isLatest: boolean,
  encode: (text: string) => string,
): DeleteMarkerEntry {
  return {
    Owner: toWireOwner(record.owner),
    Key: encode(record.key),
    VersionId: record.versionId,
    IsLatest: isLatest,
    LastModified: wholeSeconds(record.modifiedMs),
  };
}

function toVersion(record: ObjectRecord, isLatest: boolean, encode: (text: string) => string): ObjectVersion {
  const { checksum } = record;
  return {
    ETag: quotedEtag(record),
    ...(checksum === undefined
      ? {}
      : { ChecksumAlgorithm: [checksum.algorithm], ChecksumType: checksum.type }),
    Size: record.size,
    StorageClass: record.storageClass as ObjectVersionStorageClass,
    ...toEntry(record, isLatest, encode),
  };
}
