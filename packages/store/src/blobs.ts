import type { Readable } from "node:stream";

/** Half-open byte range. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Object bytes, apart from the documents that name them. A blob is immutable once committed. */
export interface BlobStore {
  /**
   * Opens a new blob for writing.
   * @param id of a blob of another engine that is taken over; letters, digits and dashes. A fresh one by default
   */
  readonly create: (id?: string) => Promise<BlobWriter>;
  /** Keeps bytes that are all there as a blob; answers its id. Afterwards they are the caller's again. */
  readonly put: (bytes: Uint8Array) => Promise<string>;
  /** Reads a range of a committed blob. The stream fails if the blob does not exist. */
  readonly read: (id: string, range: ByteRange) => Readable;
  /** The range as a view, when it is at hand in memory: spares small objects a stream. Not to be modified. */
  readonly peek: (id: string, range: ByteRange) => Uint8Array | undefined;
  /** Deletes a blob; one that does not exist is no error. A reader that is under way finishes. */
  readonly delete: (id: string) => Promise<void>;
  /** Ids of the committed blobs, in no order: finds those that no document names after a crash. */
  readonly list: () => Promise<readonly string[]>;
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface BlobWriter {
  /** Resolves when more may be written: back-pressure. The bytes must not change before the commit. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Makes what was written durable and readable; answers the blob's id. */
  readonly commit: () => Promise<string>;
  /** Throws away what was written. Safe to call after a failed write or commit. */
  readonly abort: () => Promise<void>;
}
