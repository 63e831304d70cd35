import { createHmac, randomBytes } from "node:crypto";
import { createModp2Pair, type HandshakeCrypto } from "@oxbow/rtmp";

/** A call to the generator costs as much for eight bytes as for thousands; a session asks three times. */
const POOL_BYTES = 16 << 10;

let pool = Buffer.alloc(0);

/** Bytes that nobody else is given. */
function pooledBytes(byteLength: number): Buffer {
  if (pool.length < byteLength) pool = randomBytes(Math.max(POOL_BYTES, byteLength));
  const bytes = pool.subarray(0, byteLength);
  pool = pool.subarray(byteLength);
  return bytes;
}

/** Twice as many hexadecimal digits. */
export function randomHex(byteLength: number): string {
  return pooledBytes(byteLength).toString("hex");
}

/** The handshake's cryptography by Node's own; see `createModp2Pair` for why not OpenSSL's group. */
export const NODE_HANDSHAKE_CRYPTO: HandshakeCrypto = {
  randomBytes: pooledBytes,
  hmacSha256: (key, data) => createHmac("sha256", key).update(data).digest(),
  diffieHellman: () => createModp2Pair(randomBytes),
};
