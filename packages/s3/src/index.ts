export type { SweepResult } from "./lifecycle/sweep.ts";
export {
  type ObjectDescription,
  ObjectReadError,
  type ObjectReadErrorCode,
  type ObjectReadRequest,
  type OriginReader,
} from "./origin-reader.ts";
export type { S3Defaults, S3State } from "./s3-context.ts";
export { createS3Service, type S3Service, type S3ServiceOptions } from "./s3-service.ts";
export { LOG_DELIVERY, type SystemWriter } from "./system-writer.ts";
