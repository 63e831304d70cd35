import type { Owner } from "../access/grant.ts";
import type { ChecksumAlgorithm } from "../checksum/checksum-algorithm.ts";
import type { NewObject } from "../object/new-object.ts";

/** A multipart upload under way, as the store keeps it. */
export interface UploadRecord {
  readonly uploadId: string;
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly initiatedMs: number;
  readonly initiator: Owner;
  /** What the object will be, but for its bytes. */
  readonly object: NewObject;
  /** Absent when CreateMultipartUpload named none. */
  readonly checksumAlgorithm?: ChecksumAlgorithm;
  readonly checksumType?: "FULL_OBJECT" | "COMPOSITE";
}

/** A part that was uploaded. */
export interface PartRecord {
  readonly number: number;
  readonly size: number;
  /** Hexadecimal MD5, without quotes. */
  readonly etag: string;
  /** `undefined` for an empty part. */
  readonly blob?: string;
  /** Milliseconds since the epoch. */
  readonly modifiedMs: number;
  readonly algorithm: ChecksumAlgorithm;
  /** Base64. */
  readonly checksum: string;
  /** Base64; of parts in another algorithm whose upload named none. */
  readonly crc64nvme?: string;
}
