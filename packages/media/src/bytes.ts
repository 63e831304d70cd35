export { ByteError, type ByteErrorCode } from "./bytes/byte-error.ts";
export { ByteQueue } from "./bytes/byte-queue.ts";
export { ByteReader } from "./bytes/byte-reader.ts";
export { ByteWriter } from "./bytes/byte-writer.ts";
