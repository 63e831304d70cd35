import { ByteQueue } from "@oxbow/media/bytes";
import { RtmpProtocolError } from "../rtmp-error.ts";
import type { CipherPair, HandshakeCrypto } from "./handshake-crypto.ts";
import type { ClientHandshake, HandshakeKind } from "./handshake-kind.ts";
import { PACKET_BYTES } from "./handshake-packet.ts";

type InitiatorState = "awaitS0" | "awaitS1" | "awaitS2" | "done";

/** The client's side. Send what `start` returns, then feed every received byte to `receive` and send what it returns. */
export class HandshakeInitiator {
  readonly #randomBytes: HandshakeCrypto["randomBytes"];
  readonly #handshake: ClientHandshake;
  readonly #received = new ByteQueue();
  #state: InitiatorState = "awaitS0";

  /** @throws TypeError when `crypto` lacks what the kind needs. */
  constructor(crypto: HandshakeCrypto, kind: HandshakeKind) {
    this.#randomBytes = crypto.randomBytes;
    this.#handshake = kind(crypto);
  }

  /** True once S2 has come and, where the server signs, verified. */
  get isDone(): boolean {
    return this.#state === "done";
  }

  /** Set once S1 of an encrypted handshake was answered. */
  get ciphers(): CipherPair | undefined {
    return this.#handshake.ciphers;
  }

  /** C0 and C1. */
  start(): readonly Uint8Array[] {
    const c1 = this.#randomBytes(PACKET_BYTES);
    c1.fill(0, 0, 8);
    this.#handshake.completeC1(c1);
    return [Uint8Array.of(this.#handshake.version), c1];
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

  #advance(replies: Uint8Array[]): boolean {
    switch (this.#state) {
      case "awaitS0": {
        const s0 = this.#received.take(1);
        if (s0 === undefined) return false;
        if (s0[0] !== this.#handshake.version) {
          throw new RtmpProtocolError("ERR_RTMP_VERSION", `the server answered with version ${s0[0]}`, 0);
        }
        this.#state = "awaitS1";
        return true;
      }
      case "awaitS1": {
        const s1 = this.#received.take(PACKET_BYTES);
        if (s1 === undefined) return false;
        replies.push(this.#handshake.answerS1(s1));
        this.#state = "awaitS2";
        return true;
      }
      case "awaitS2": {
        const s2 = this.#received.take(PACKET_BYTES);
        if (s2 === undefined) return false;
        this.#handshake.checkS2(s2);
        this.#state = "done";
        return true;
      }
      case "done":
        return false;
    }
  }
}
