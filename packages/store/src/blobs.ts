import type { Readable } from "node:stream";

/** Half-open byte range. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Object bytes, apart from the documents that name them. A blob is immutable once committed. */
export interface BlobStore {
  /** Opens a new blob for writing. */
  readonly create: () => Promise<BlobWriter>;
  /** Reads a range of a committed blob. The stream fails if the blob does not exist. */
  readonly read: (id: string, range: ByteRange) => Readable;
  /** Deletes a blob; one that does not exist is no error. A reader that is under way finishes. */
  readonly delete: (id: string) => Promise<void>;
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface BlobWriter {
  /** Resolves when more may be written: back-pressure. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Makes what was written durable and readable; answers the blob's id. */
  readonly commit: () => Promise<string>;
  /** Throws away what was written. Safe to call after a failed write or commit. */
  readonly abort: () => Promise<void>;
}
