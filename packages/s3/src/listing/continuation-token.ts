import { invalidArgument } from "../errors.ts";

/** Every token begins with it, so that what is none is told apart. */
const MARK = "oxbow:";

/** An opaque token that goes on after `key`. */
export function encodeToken(key: string): string {
  return Buffer.from(MARK + key).toString("base64url");
}

/** @throws ServiceError InvalidArgument */
export function decodeToken(token: string): string {
  const text = Buffer.from(token, "base64url").toString();
  if (!text.startsWith(MARK)) {
    throw invalidArgument("The continuation token provided is incorrect", "continuation-token");
  }
  return text.slice(MARK.length);
}
