import { createHash } from "node:crypto";
import type { BucketRecord } from "../bucket/bucket-record.ts";

/**
 * ARN of the key that KMS keeps for S3 in an account and region (alias `aws/s3`): what `aws:kms` without a key means.
 * Made of both, so it is the same in every run. Source: S3 user guide, SSE-KMS.
 */
export function managedKeyArn({ region, ownerAccountId }: BucketRecord): string {
  const hex = createHash("sha256").update(`oxbow aws/s3 key ${region} ${ownerAccountId}`).digest("hex");
  const id = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `arn:aws:kms:${region}:${ownerAccountId}:key/${id.join("-")}`;
}
