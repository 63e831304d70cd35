import { cloudFrontError } from "../errors.ts";

const MAX_PATH_LENGTH = 255;
/** URL-encoded: printable ASCII without space, and `%` only before two hexadecimal digits. */
const PATH_PATTERN = /^\/(?:[!-$&-~]|%[0-9a-fA-F]{2})*$/;

/** A path below a host: begins with a slash, is URL-encoded, is not too long. */
export function acceptRelativePath(path: string): string {
  if (path.length > MAX_PATH_LENGTH || !PATH_PATTERN.test(path)) throw cloudFrontError("InvalidRelativePath");
  return path;
}
