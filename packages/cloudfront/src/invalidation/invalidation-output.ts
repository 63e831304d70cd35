import type { Invalidation } from "@aws-sdk/client-cloudfront";
import { counted } from "../quantities.ts";
import type { InvalidationRecord } from "./invalidation-record.ts";

export function toInvalidation(record: InvalidationRecord, status: "InProgress" | "Completed"): Invalidation {
  return {
    Id: record.id,
    Status: status,
    CreateTime: new Date(record.createdMs),
    InvalidationBatch: { Paths: counted(record.paths), CallerReference: record.callerReference },
  };
}
