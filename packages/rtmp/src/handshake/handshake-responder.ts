import { ByteQueue } from "@oxbow/media/bytes";
import { RtmpProtocolError } from "../rtmp-error.ts";
import { findDigest, type Hmac, PLAYER_KEYS, SERVER_KEYS, signPacket2, writeDigest } from "./digest.ts";
import type { CipherPair, HandshakeCrypto } from "./handshake-crypto.ts";
import { PACKET_BYTES, RTMP_VERSION } from "./handshake-packet.ts";
import { createCiphers, ENCRYPTED_VERSION, readPublicKey, writePublicKey } from "./rtmpe.ts";

/** What Flash Media Server 3.5 put in S1; 0 would mean the simple handshake. */
const SERVER_VERSION = [3, 5, 1, 1];

type ResponderState = "awaitC0" | "awaitC1" | "awaitC2" | "done";

/**
 * The server's side: simple handshake, digest handshake (both schemes) and RTMPE, told apart by what the client sent.
 *
 * Feed every byte to `receive` and send what it returns, in order. Once `isDone`, the bytes that followed the
 * handshake wait in `takeRemaining`.
 */
export class HandshakeResponder {
  readonly #crypto: HandshakeCrypto;
  readonly #received = new ByteQueue();
  #state: ResponderState = "awaitC0";
  #version = RTMP_VERSION;
  #ciphers: CipherPair | undefined;

  constructor(crypto: HandshakeCrypto) {
    this.#crypto = crypto;
  }

  /** True once C2 has come. */
  get isDone(): boolean {
    return this.#state === "done";
  }

  /** Set once an encrypted handshake is done. */
  get ciphers(): CipherPair | undefined {
    return this.#ciphers;
  }

  /** @throws RtmpProtocolError */
  receive(bytes: Uint8Array): readonly Uint8Array[] {
    this.#received.push(bytes);
    const replies: Uint8Array[] = [];
    while (this.#advance(replies)) {
      // One read may carry all three packets; go on until the machine starves.
    }
    return replies;
  }

  /** Takes the bytes after the handshake, still encrypted if they are. */
  takeRemaining(): Uint8Array {
    return this.#received.take(this.#received.byteLength) ?? new Uint8Array(0);
  }

  /** Takes one transition; `false` when more bytes are needed or the handshake is over. */
  #advance(replies: Uint8Array[]): boolean {
    switch (this.#state) {
      case "awaitC0": {
        const c0 = this.#received.take(1);
        if (c0 === undefined) return false;
        this.#version = this.#checkVersion(c0[0] ?? 0);
        this.#state = "awaitC1";
        return true;
      }
      case "awaitC1": {
        const c1 = this.#received.take(PACKET_BYTES);
        if (c1 === undefined) return false;
        replies.push(Uint8Array.of(this.#version), ...this.#answer(c1));
        this.#state = "awaitC2";
        return true;
      }
      case "awaitC2":
        // C2 is not verified: clients sign it in ways of their own, and it proves nothing.
        if (this.#received.take(PACKET_BYTES) === undefined) return false;
        this.#state = "done";
        return true;
      case "done":
        return false;
    }
  }

  #checkVersion(version: number): number {
    const { hmacSha256, diffieHellman } = this.#crypto;
    const isEncryptionOffered = hmacSha256 !== undefined && diffieHellman !== undefined;
    if (version === RTMP_VERSION) return version;
    // 8 and 9 are RTMPE with a further cipher over the digests. Their clients take 6 for an answer.
    if (isEncryptionOffered && [6, 8, 9].includes(version)) return ENCRYPTED_VERSION;
    throw new RtmpProtocolError("ERR_RTMP_VERSION", `RTMP version ${version} is not spoken here`, 0);
  }

  #answer(c1: Uint8Array): readonly Uint8Array[] {
    const { hmacSha256 } = this.#crypto;
    // Bytes 4-7 are the player's version, zero in the simple handshake (RTMP 1.0 §5.2.3).
    const isSimple = c1.subarray(4, 8).every((byte) => byte === 0);
    const found =
      hmacSha256 === undefined || (isSimple && this.#version === RTMP_VERSION)
        ? undefined
        : findDigest(hmacSha256, c1, PLAYER_KEYS.packet1);
    if (hmacSha256 !== undefined && found !== undefined) return this.#answerDigest(hmacSha256, c1, found);
    if (this.#version === ENCRYPTED_VERSION) {
      throw new RtmpProtocolError("ERR_RTMP_HANDSHAKE", "an encrypted C1 has no valid digest", 1);
    }
    const s1 = this.#crypto.randomBytes(PACKET_BYTES);
    s1.fill(0, 0, 8);
    return [s1, c1.slice()];
  }

  #answerDigest(
    hmac: Hmac,
    c1: Uint8Array,
    { scheme, digest }: NonNullable<ReturnType<typeof findDigest>>,
  ): readonly Uint8Array[] {
    const s1 = this.#crypto.randomBytes(PACKET_BYTES);
    s1.fill(0, 0, 4);
    s1.set(SERVER_VERSION, 4);
    const pair = this.#version === ENCRYPTED_VERSION ? this.#crypto.diffieHellman?.() : undefined;
    if (pair !== undefined) {
      const peerKey = readPublicKey(c1, scheme);
      const ownKey = writePublicKey(s1, scheme, pair);
      this.#ciphers = createCiphers(hmac, pair, ownKey, peerKey);
    }
    writeDigest(hmac, s1, scheme, SERVER_KEYS.packet1);
    const s2 = this.#crypto.randomBytes(PACKET_BYTES);
    signPacket2(hmac, s2, digest, SERVER_KEYS.packet2);
    return [s1, s2];
  }
}
