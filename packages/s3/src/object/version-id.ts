import type { BucketRecord } from "../bucket/bucket-record.ts";
import { invalidArgument } from "../errors.ts";
import { NULL_VERSION } from "./object-record.ts";

const VERSION_ID = /^[A-Za-z0-9._]{32}$/;

/** A new version id: 32 characters that tell nothing. */
export function newVersionId(randomBytes: (byteLength: number) => Uint8Array): string {
  return Buffer.from(randomBytes(24)).toString("base64").replaceAll("+", ".").replaceAll("/", "_");
}

/** @throws ServiceError InvalidArgument when no version could have the id. */
export function checkVersionId(versionId: string): void {
  if (versionId === NULL_VERSION || VERSION_ID.test(versionId)) return;
  throw invalidVersionId(versionId);
}

/**
 * A bucket that never had versions has no ids but that of the null version.
 *
 * @throws ServiceError InvalidArgument when no version of the bucket could have the id
 */
export function checkVersionIdIn({ versioning }: BucketRecord, versionId: string): void {
  if (versioning === undefined && versionId !== NULL_VERSION) throw invalidVersionId(versionId);
  checkVersionId(versionId);
}

function invalidVersionId(versionId: string): Error {
  const message = versionId === "" ? "Version id cannot be the empty string" : "Invalid version id specified";
  return invalidArgument(message, "versionId", versionId);
}
