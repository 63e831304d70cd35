import type { StorageClass } from "@aws-sdk/client-s3";
import { invalidStorageClass } from "../errors.ts";

const STORAGE_CLASSES: readonly StorageClass[] = [
  "STANDARD",
  "REDUCED_REDUNDANCY",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "GLACIER",
  "DEEP_ARCHIVE",
  "GLACIER_IR",
];

/** Objects in these cannot be read before they are restored. */
const ARCHIVED: ReadonlySet<string> = new Set(["GLACIER", "DEEP_ARCHIVE"]);

/** @throws ServiceError InvalidStorageClass */
export function checkStorageClass(name: string | undefined): StorageClass {
  if (name === undefined) return "STANDARD";
  const found = STORAGE_CLASSES.find((known) => known === name);
  if (found === undefined) throw invalidStorageClass(name);
  return found;
}

export function isArchived(storageClass: string): boolean {
  return ARCHIVED.has(storageClass);
}
