import { RtmpProtocolError } from "../rtmp-error.ts";
import {
  type DigestScheme,
  findDigest,
  type Hmac,
  isPacket2Signed,
  PLAYER_KEYS,
  SERVER_KEYS,
  signPacket2,
  writeDigest,
} from "./digest.ts";
import type { HandshakeCrypto } from "./handshake-crypto.ts";
import { PACKET_BYTES } from "./handshake-packet.ts";

/** Flash Player 10.0.32.18, as librtmp sends it; anything but 0 announces a digest. */
const PLAYER_VERSION = [10, 0, 32, 18];

/** The client's signatures and its checks of the server's, which the digest handshake and RTMPE share. */
export class DigestExchange {
  readonly hmac: Hmac;
  readonly #randomBytes: HandshakeCrypto["randomBytes"];
  readonly #scheme: DigestScheme;
  #c1Digest: Uint8Array | undefined;
  #isServerSigning = false;

  /** @throws TypeError without `hmacSha256`. */
  constructor({ hmacSha256, randomBytes }: HandshakeCrypto, scheme: DigestScheme) {
    if (hmacSha256 === undefined) throw new TypeError("a handshake with digests needs hmacSha256");
    this.hmac = hmacSha256;
    this.#randomBytes = randomBytes;
    this.#scheme = scheme;
  }

  /** Writes version and digest into C1; last of all, as the digest covers the rest. */
  signC1(c1: Uint8Array): void {
    c1.set(PLAYER_VERSION, 4);
    this.#c1Digest = writeDigest(this.hmac, c1, this.#scheme, PLAYER_KEYS.packet1);
  }

  /** The digest of S1; `undefined` when the server does not sign. */
  findDigest(s1: Uint8Array): ReturnType<typeof findDigest> {
    return findDigest(this.hmac, s1, SERVER_KEYS.packet1);
  }

  /** C2 that answers the digest of S1; from here on S2 has to be signed as well. */
  answer(digest: Uint8Array): Uint8Array {
    this.#isServerSigning = true;
    const c2 = this.#randomBytes(PACKET_BYTES);
    signPacket2(this.hmac, c2, digest, PLAYER_KEYS.packet2);
    return c2;
  }

  /** @throws RtmpProtocolError when a server that signs did not sign for our digest. */
  checkS2(s2: Uint8Array): void {
    if (!this.#isServerSigning || this.#c1Digest === undefined) return;
    if (!isPacket2Signed(this.hmac, s2, this.#c1Digest, SERVER_KEYS.packet2)) {
      throw new RtmpProtocolError("ERR_RTMP_HANDSHAKE", "S2 is not signed for our digest", 1 + PACKET_BYTES);
    }
  }
}
