import type { CipherPair, HandshakeCrypto } from "./handshake-crypto.ts";

/**
 * How a client shakes hands: `simpleHandshake` needs no cryptography; `digestHandshake` is what Flash Player 9 and
 * later did; `encryptedHandshake` is RTMPE. They are functions so that a page carries only the one it uses.
 *
 * @throws TypeError when `crypto` lacks what the kind needs.
 */
export type HandshakeKind = (crypto: HandshakeCrypto) => ClientHandshake;

/** What one handshake of a client puts into its packets, and expects in the server's. */
export interface ClientHandshake {
  /** The version byte of C0, which S0 must repeat. */
  readonly version: number;
  /** Set once S1 of an encrypted handshake was answered. */
  readonly ciphers: CipherPair | undefined;
  /** Completes C1, which is random but for eight zero bytes at its start. */
  readonly completeC1: (c1: Uint8Array) => void;
  /**
   * @returns C2.
   * @throws RtmpProtocolError
   */
  readonly answerS1: (s1: Uint8Array) => Uint8Array;
  /** @throws RtmpProtocolError when S2 does not answer our C1. */
  readonly checkS2: (s2: Uint8Array) => void;
}
