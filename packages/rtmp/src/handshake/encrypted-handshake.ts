import { RtmpProtocolError } from "../rtmp-error.ts";
import { DigestExchange } from "./digest-exchange.ts";
import type { CipherPair, HandshakeCrypto } from "./handshake-crypto.ts";
import type { ClientHandshake } from "./handshake-kind.ts";
import { createCiphers, ENCRYPTED_VERSION, readPublicKey, writePublicKey } from "./rtmpe.ts";

/** What servers expect of an encrypted C1. */
const SCHEME = 1;

/**
 * RTMPE: the digest handshake, whose packets carry the keys as well. The server has to sign.
 *
 * @throws TypeError without `hmacSha256` or `diffieHellman`.
 */
export function encryptedHandshake(crypto: HandshakeCrypto): ClientHandshake {
  const exchange = new DigestExchange(crypto, SCHEME);
  if (crypto.diffieHellman === undefined) throw new TypeError("an encrypted handshake needs diffieHellman");
  const pair = crypto.diffieHellman();
  let ownKey = pair.publicKey;
  let ciphers: CipherPair | undefined;
  return {
    version: ENCRYPTED_VERSION,
    get ciphers() {
      return ciphers;
    },
    completeC1(c1) {
      ownKey = writePublicKey(c1, SCHEME, pair);
      exchange.signC1(c1);
    },
    answerS1(s1) {
      const found = exchange.findDigest(s1);
      if (found === undefined) {
        throw new RtmpProtocolError("ERR_RTMP_HANDSHAKE", "an encrypted S1 has no valid digest", 1);
      }
      ciphers = createCiphers(exchange.hmac, pair, ownKey, readPublicKey(s1, found.scheme));
      return exchange.answer(found.digest);
    },
    checkS2: (s2) => exchange.checkS2(s2),
  };
}
