import { DigestExchange } from "./digest-exchange.ts";
import type { HandshakeCrypto } from "./handshake-crypto.ts";
import type { ClientHandshake } from "./handshake-kind.ts";
import { RTMP_VERSION } from "./handshake-packet.ts";

/**
 * Both sides sign. A server that ignores the digest is taken as a simple one, as Flash Player does.
 *
 * @throws TypeError without `hmacSha256`.
 */
export function digestHandshake(crypto: HandshakeCrypto): ClientHandshake {
  const exchange = new DigestExchange(crypto, 0);
  return {
    version: RTMP_VERSION,
    ciphers: undefined,
    completeC1: (c1) => exchange.signC1(c1),
    answerS1: (s1) => {
      const found = exchange.findDigest(s1);
      return found === undefined ? s1.slice() : exchange.answer(found.digest);
    },
    checkS2: (s2) => exchange.checkS2(s2),
  };
}
