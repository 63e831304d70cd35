import { keyTooLong, methodNotAllowed } from "../errors.ts";

/** Longest key, in bytes of UTF-8. */
const MAX_KEY_BYTES = 1024;

/** @throws ServiceError KeyTooLongError */
export function checkKey(key: string | undefined): string {
  if (key === undefined || key === "") throw methodNotAllowed("PUT", "BUCKET");
  // A UTF-16 unit is at most three bytes, so most keys need no counting.
  if (key.length * 3 > MAX_KEY_BYTES) {
    const byteLength = Buffer.byteLength(key);
    if (byteLength > MAX_KEY_BYTES) throw keyTooLong(byteLength);
  }
  return key;
}
