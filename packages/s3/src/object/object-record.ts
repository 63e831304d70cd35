import type { ObjectLockRetentionMode, StorageClass, Tag } from "@aws-sdk/client-s3";
import type { ObjectAccess } from "../access/bucket-acl.ts";
import type { Owner } from "../access/grant.ts";
import type { ChecksumAlgorithm } from "../checksum/checksum-algorithm.ts";

/** The version id of what was written while versioning was not enabled. */
export const NULL_VERSION = "null";

/** A run of an object's bytes. */
export interface Chunk {
  readonly blob: string;
  readonly size: number;
}

/** A checksum that the object carries. */
export interface StoredChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; of a composite one without the `-N`. */
  readonly value: string;
  readonly type: "FULL_OBJECT" | "COMPOSITE";
}

/** A part of what was a multipart upload. */
export interface ObjectPart {
  readonly number: number;
  readonly size: number;
  /** Base64, in the object's algorithm. */
  readonly checksum?: string;
}

/** Headers that are kept with an object and returned with it, by the model's member names. */
export interface ContentHeaders {
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  readonly ContentEncoding?: string;
  readonly ContentLanguage?: string;
  readonly ContentType?: string;
  /** As it was sent: S3 does not look at it. */
  readonly Expires?: string;
  readonly WebsiteRedirectLocation?: string;
}

/** Server-side encryption as it was asked for. Nothing is encrypted here. */
export interface StoredEncryption {
  readonly algorithm: string;
  readonly kmsKeyId?: string;
  readonly isBucketKeyEnabled?: boolean;
  readonly context?: string;
  /** MD5 of the key that the customer keeps (SSE-C), base64: reads must bring the same. */
  readonly customerKeyMd5?: string;
}

/** WORM state of one version. */
export interface StoredLock {
  readonly mode?: ObjectLockRetentionMode;
  /** Milliseconds since the epoch. */
  readonly retainUntilMs?: number;
  readonly isLegalHold?: boolean;
}

/** What a version is apart from its place in the bucket. */
export interface ObjectContent extends ObjectAccess {
  /** Milliseconds since the epoch. */
  readonly modifiedMs: number;
  /** Without quotes. */
  readonly etag: string;
  readonly size: number;
  readonly chunks: readonly Chunk[];
  readonly headers: ContentHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly storageClass: StorageClass;
  readonly checksum?: StoredChecksum;
  readonly parts?: readonly ObjectPart[];
  /** Of the multipart upload that made it: a repeated completion is answered by it. */
  readonly uploadId?: string;
  readonly tags?: readonly Tag[];
  readonly encryption?: StoredEncryption;
  readonly lock?: StoredLock;
  /** An archived object is readable until then after RestoreObject. Milliseconds since the epoch. */
  readonly restoredUntilMs?: number;
}

/** One version of an object, or a delete marker, as the store keeps it. */
export interface ObjectRecord extends ObjectContent {
  readonly key: string;
  readonly versionId: string;
  /** Counts the versions of a key upwards: the order of versions. */
  readonly generation: number;
  readonly isDeleteMarker?: boolean;
}

/** The ETag as headers and listings have it. */
export function quotedEtag({ etag }: { readonly etag: string }): string {
  return `"${etag}"`;
}

/** What hides an object in a bucket with versions. */
export function deleteMarker(owner: Owner, now: Date): ObjectContent & { readonly isDeleteMarker: true } {
  return {
    isDeleteMarker: true,
    owner,
    modifiedMs: now.getTime(),
    etag: "",
    size: 0,
    chunks: [],
    headers: {},
    metadata: {},
    storageClass: "STANDARD",
  };
}
