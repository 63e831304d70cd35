export type { BlobStore, BlobWriter, ByteRange } from "./blobs.ts";
export { type FileBlobsOptions, openFileBlobs } from "./file-blobs.ts";
export { type FileStoreOptions, openFileStore } from "./file-store.ts";
export { afterPrefix } from "./key-order.ts";
export { type MemoryBlobsOptions, openMemoryBlobs } from "./memory-blobs.ts";
export { openMemoryStore } from "./memory-store.ts";
export {
  ConflictError,
  type Document,
  type Expectation,
  type ListOptions,
  type Store,
  type Write,
} from "./store.ts";
