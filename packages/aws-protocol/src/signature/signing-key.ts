import { createHmac, hash } from "node:crypto";
import { type CredentialScope, scopeText } from "./credential-scope.ts";

/** Keys are good for a day and a region; a busy mock sees a handful of them. */
const MAX_CACHED_KEYS = 256;
const cache = new Map<string, Buffer>();

/** The Signature Version 4 key of a secret for a day, region and service. Source: SigV4 reference, "Derive a signing key". */
export function signingKey(secretAccessKey: string, scope: CredentialScope): Buffer {
  // Scopes are parsed once and shared, so the last one is often the very same.
  if (scope === lastScope && secretAccessKey === lastSecret) return lastKey;
  lastKey = cachedKey(secretAccessKey, scope);
  lastScope = scope;
  lastSecret = secretAccessKey;
  return lastKey;
}

let lastScope: CredentialScope | undefined;
let lastSecret = "";
let lastKey: Buffer = Buffer.alloc(0);

function cachedKey(secretAccessKey: string, scope: CredentialScope): Buffer {
  const id = `${secretAccessKey}\n${scopeText(scope)}`;
  const cached = cache.get(id);
  if (cached !== undefined) return cached;
  let key = hmac(`AWS4${secretAccessKey}`, scope.date);
  for (const part of [scope.region, scope.service, "aws4_request"]) key = hmac(key, part);
  if (cache.size >= MAX_CACHED_KEYS) cache.clear();
  cache.set(id, key);
  return key;
}

/** Bytes of a block and of a digest of SHA-256. Source: FIPS 180-4. */
const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
/** Strings to sign are shorter than this, but for form policies. */
const MAX_TEXT_BYTES = 1024;

/** The two hashes of HMAC with the key's blocks in front, ready for a text to be written behind. */
interface KeyedBlocks {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

const keyedBlocks = new WeakMap<Buffer, KeyedBlocks>();

/**
 * Signature of a string to sign, in hexadecimal. HMAC of two one-shot hashes (RFC 2104) costs half of what
 * `createHmac` does, which is most of what a small request's verification costs.
 */
export function signV4(key: Buffer, stringToSign: string): string {
  if (key.length > BLOCK_BYTES || stringToSign.length * 3 > MAX_TEXT_BYTES) {
    return createHmac("sha256", key).update(stringToSign).digest("hex");
  }
  let blocks = keyedBlocks.get(key);
  if (blocks === undefined) {
    blocks = {
      inner: keyBlock(key, 0x36, MAX_TEXT_BYTES),
      outer: keyBlock(key, 0x5c, DIGEST_BYTES),
    };
    keyedBlocks.set(key, blocks);
  }
  const { inner, outer } = blocks;
  const byteLength = inner.write(stringToSign, BLOCK_BYTES);
  hash("sha256", inner.subarray(0, BLOCK_BYTES + byteLength), "buffer").copy(outer, BLOCK_BYTES);
  return hash("sha256", outer, "hex");
}

function keyBlock(key: Buffer, pad: number, textBytes: number): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES + textBytes, pad);
  for (const [index, byte] of key.entries()) block[index] = byte ^ pad;
  return block;
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
