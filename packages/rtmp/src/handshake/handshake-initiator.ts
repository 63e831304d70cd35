import { ByteQueue } from "@oxbow/media/bytes";
import { RtmpProtocolError } from "../rtmp-error.ts";
import {
  findDigest,
  isPacket2Signed,
  PACKET_BYTES,
  PLAYER_KEYS,
  SERVER_KEYS,
  signPacket2,
  writeDigest,
} from "./digest.ts";
import type { CipherPair, DiffieHellmanPair, HandshakeCrypto } from "./handshake-crypto.ts";
import { RTMP_VERSION } from "./handshake-responder.ts";
import { createCiphers, ENCRYPTED_VERSION, readPublicKey, writePublicKey } from "./rtmpe.ts";

/** `simple` needs no cryptography; `digest` is what Flash Player 9 and later did; `encrypted` is RTMPE. */
export type HandshakeKind = "simple" | "digest" | "encrypted";

/** Flash Player 10.0.32.18, as librtmp sends it; anything but 0 announces a digest. */
const PLAYER_VERSION = [10, 0, 32, 18];
/** Scheme 1 is what servers expect of an encrypted C1. */
const SCHEME = { digest: 0, encrypted: 1 } as const;

type InitiatorState = "awaitS0" | "awaitS1" | "awaitS2" | "done";

/**
 * The client's side. Send what `start` returns, then feed every received byte to `receive` and send what it returns.
 * A server that ignores the digest is taken as a simple one, as Flash Player does.
 */
export class HandshakeInitiator {
  readonly #crypto: HandshakeCrypto;
  readonly #kind: HandshakeKind;
  readonly #received = new ByteQueue();
  #state: InitiatorState = "awaitS0";
  #c1Digest: Uint8Array | undefined;
  #isServerSigning = false;
  #pair: DiffieHellmanPair | undefined;
  #ownKey: Uint8Array | undefined;
  #ciphers: CipherPair | undefined;

  constructor(crypto: HandshakeCrypto, kind: HandshakeKind) {
    if (kind !== "simple" && crypto.hmacSha256 === undefined) {
      throw new TypeError(`a handshake of kind "${kind}" needs hmacSha256`);
    }
    if (kind === "encrypted" && crypto.diffieHellman === undefined) {
      throw new TypeError('a handshake of kind "encrypted" needs diffieHellman');
    }
    this.#crypto = crypto;
    this.#kind = kind;
  }

  /** True once S2 has come and, where the server signs, verified. */
  get isDone(): boolean {
    return this.#state === "done";
  }

  /** Set once S1 of an encrypted handshake was answered. */
  get ciphers(): CipherPair | undefined {
    return this.#ciphers;
  }

  /** C0 and C1. */
  start(): readonly Uint8Array[] {
    const c1 = this.#crypto.randomBytes(PACKET_BYTES);
    c1.fill(0, 0, 8);
    const { hmacSha256, diffieHellman } = this.#crypto;
    if (this.#kind !== "simple" && hmacSha256 !== undefined) {
      const scheme = SCHEME[this.#kind];
      c1.set(PLAYER_VERSION, 4);
      if (this.#kind === "encrypted" && diffieHellman !== undefined) {
        this.#pair = diffieHellman();
        this.#ownKey = writePublicKey(c1, scheme, this.#pair);
      }
      this.#c1Digest = writeDigest(hmacSha256, c1, scheme, PLAYER_KEYS.packet1);
    }
    return [Uint8Array.of(this.#expectedVersion), c1];
  }

  /** @throws RtmpProtocolError */
  receive(bytes: Uint8Array): readonly Uint8Array[] {
    this.#received.push(bytes);
    const replies: Uint8Array[] = [];
    while (this.#advance(replies)) {
      // One read may carry S0, S1, S2 and more; go on until the machine starves.
    }
    return replies;
  }

  /** Takes the bytes after the handshake, still encrypted if they are. */
  takeRemaining(): Uint8Array {
    return this.#received.take(this.#received.byteLength) ?? new Uint8Array(0);
  }

  get #expectedVersion(): number {
    return this.#kind === "encrypted" ? ENCRYPTED_VERSION : RTMP_VERSION;
  }

  #advance(replies: Uint8Array[]): boolean {
    switch (this.#state) {
      case "awaitS0": {
        const s0 = this.#received.take(1);
        if (s0 === undefined) return false;
        if (s0[0] !== this.#expectedVersion) {
          throw new RtmpProtocolError("ERR_RTMP_VERSION", `the server answered with version ${s0[0]}`, 0);
        }
        this.#state = "awaitS1";
        return true;
      }
      case "awaitS1": {
        const s1 = this.#received.take(PACKET_BYTES);
        if (s1 === undefined) return false;
        replies.push(this.#answer(s1));
        this.#state = "awaitS2";
        return true;
      }
      case "awaitS2": {
        const s2 = this.#received.take(PACKET_BYTES);
        if (s2 === undefined) return false;
        this.#checkS2(s2);
        this.#state = "done";
        return true;
      }
      case "done":
        return false;
    }
  }

  #answer(s1: Uint8Array): Uint8Array {
    const { hmacSha256 } = this.#crypto;
    const found =
      this.#kind === "simple" || hmacSha256 === undefined
        ? undefined
        : findDigest(hmacSha256, s1, SERVER_KEYS.packet1);
    if (found === undefined || hmacSha256 === undefined) {
      if (this.#kind === "encrypted") {
        throw new RtmpProtocolError("ERR_RTMP_HANDSHAKE", "an encrypted S1 has no valid digest", 1);
      }
      return s1.slice();
    }
    this.#isServerSigning = true;
    if (this.#pair !== undefined && this.#ownKey !== undefined) {
      const peerKey = readPublicKey(s1, found.scheme);
      this.#ciphers = createCiphers(hmacSha256, this.#pair, this.#ownKey, peerKey);
    }
    const c2 = this.#crypto.randomBytes(PACKET_BYTES);
    signPacket2(hmacSha256, c2, found.digest, PLAYER_KEYS.packet2);
    return c2;
  }

  #checkS2(s2: Uint8Array): void {
    const { hmacSha256 } = this.#crypto;
    if (!this.#isServerSigning || this.#c1Digest === undefined || hmacSha256 === undefined) return;
    if (!isPacket2Signed(hmacSha256, s2, this.#c1Digest, SERVER_KEYS.packet2)) {
      throw new RtmpProtocolError("ERR_RTMP_HANDSHAKE", "S2 is not signed for our digest", 1 + PACKET_BYTES);
    }
  }
}
