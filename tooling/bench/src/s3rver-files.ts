import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** `x`, as a put with one byte leaves it. */
const BODY = "x";
const BODY_MD5 = "9dd4e461268c8034f5c8564e155c67a6";
const METADATA = JSON.stringify({ "content-type": "binary/octet-stream" }, undefined, 2);

/**
 * Gives a bucket of s3rver's objects of one byte, by writing the three files that it keeps of each: a hundred thousand
 * puts would take it minutes.
 */
export function fillS3rver(directory: string, bucket: string, keys: readonly string[]): void {
  const known = new Set<string>();
  for (const key of keys) {
    const path = join(directory, bucket, key);
    const parent = dirname(path);
    if (!known.has(parent)) mkdirSync(parent, { recursive: true });
    known.add(parent);
    writeFileSync(`${path}._S3rver_object`, BODY);
    writeFileSync(`${path}._S3rver_object.md5`, BODY_MD5);
    writeFileSync(`${path}._S3rver_metadata.json`, METADATA);
  }
}
