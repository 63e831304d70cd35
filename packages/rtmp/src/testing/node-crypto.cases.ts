import { createHmac, randomBytes } from "node:crypto";
import type { HandshakeCrypto } from "../handshake/handshake-crypto.ts";
import { createModp2Pair } from "../handshake/modp2.ts";

// Buffers from Node's pool are shared memory: the package gets arrays of their own.
const ownRandomBytes = (length: number): Uint8Array => Uint8Array.from(randomBytes(length));

/** The handshake's cryptography as a server on Node gives it. */
export const NODE_CRYPTO: Required<HandshakeCrypto> = {
  randomBytes: ownRandomBytes,
  hmacSha256: (key, data) => Uint8Array.from(createHmac("sha256", key).update(data).digest()),
  diffieHellman: () => createModp2Pair(ownRandomBytes),
};
