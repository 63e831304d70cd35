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
  throw invalidArgument("Invalid version id specified", "versionId", versionId);
}
