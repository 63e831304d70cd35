import { createHmac } from "node:crypto";
import { type CredentialScope, scopeText } from "./credential-scope.ts";

/** Keys are good for a day and a region; a busy mock sees a handful of them. */
const MAX_CACHED_KEYS = 256;
const cache = new Map<string, Buffer>();

/** The Signature Version 4 key of a secret for a day, region and service. Source: SigV4 reference, "Derive a signing key". */
export function signingKey(secretAccessKey: string, scope: CredentialScope): Buffer {
  const id = `${secretAccessKey}\n${scopeText(scope)}`;
  const cached = cache.get(id);
  if (cached !== undefined) return cached;
  let key = hmac(`AWS4${secretAccessKey}`, scope.date);
  for (const part of [scope.region, scope.service, "aws4_request"]) key = hmac(key, part);
  if (cache.size >= MAX_CACHED_KEYS) cache.clear();
  cache.set(id, key);
  return key;
}

/** Signature of a string to sign, in hexadecimal. */
export function signV4(key: Buffer, stringToSign: string): string {
  return createHmac("sha256", key).update(stringToSign).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
