import { createHmac, randomBytes } from "node:crypto";
import { createModp2Pair, type HandshakeCrypto } from "@oxbow/rtmp";

/** The handshake's cryptography by Node's own; see `createModp2Pair` for why not OpenSSL's group. */
export const NODE_HANDSHAKE_CRYPTO: HandshakeCrypto = {
  randomBytes,
  hmacSha256: (key, data) => createHmac("sha256", key).update(data).digest(),
  diffieHellman: () => createModp2Pair(randomBytes),
};
