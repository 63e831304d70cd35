import type { HandshakeCrypto } from "./handshake-crypto.ts";
import { PACKET_BYTES } from "./handshake-packet.ts";

/**
 * The digest in C1 and S1: 32 bytes of HMAC-SHA256 over the other 1504, at a place that the packet itself tells.
 *
 *  scheme 0   time 4 │ version 4 │ digest block 764 │ key block 764
 *  scheme 1   time 4 │ version 4 │ key block 764    │ digest block 764
 *
 * Not in Adobe's RTMP 1.0, which describes the simple handshake alone; first published with "rtmpd", later in librtmp.
 */
export type DigestScheme = 0 | 1;

export type Hmac = NonNullable<HandshakeCrypto["hmacSha256"]>;

const DIGEST_BYTES = 32;
const SIGNED_BYTES = PACKET_BYTES - DIGEST_BYTES;

/** Both secrets end with the same 32 bytes; C1 and S1 are keyed with the text alone. */
const SECRET_TAIL = [
  0xf0, 0xee, 0xc2, 0x4a, 0x80, 0x68, 0xbe, 0xe8, 0x2e, 0x00, 0xd0, 0xd1, 0x02, 0x9e, 0x7e, 0x57, 0x6e, 0xec,
  0x5d, 0x2d, 0x29, 0x80, 0x6f, 0xab, 0x93, 0xb8, 0xe6, 0x36, 0xcf, 0xeb, 0x31, 0xae,
];
const PLAYER_TEXT = new TextEncoder().encode("Genuine Adobe Flash Player 001");
const SERVER_TEXT = new TextEncoder().encode("Genuine Adobe Flash Media Server 001");

export interface HandshakeKeys {
  /** Keys the digest of the packet 1. */
  readonly packet1: Uint8Array;
  /** Keys the signature of the packet 2. */
  readonly packet2: Uint8Array;
}

export const PLAYER_KEYS: HandshakeKeys = {
  packet1: PLAYER_TEXT,
  packet2: Uint8Array.from([...PLAYER_TEXT, ...SECRET_TAIL]),
};
export const SERVER_KEYS: HandshakeKeys = {
  packet1: SERVER_TEXT,
  packet2: Uint8Array.from([...SERVER_TEXT, ...SECRET_TAIL]),
};

/** Sum of the four bytes at `start`: how packets tell where something lies. */
export function sumOfFour(packet: Uint8Array, start: number): number {
  let sum = 0;
  for (const byte of packet.subarray(start, start + 4)) sum += byte;
  return sum;
}

/** Byte offset of the digest in a packet 1. */
export function digestOffset(packet: Uint8Array, scheme: DigestScheme): number {
  return scheme === 0 ? (sumOfFour(packet, 8) % 728) + 12 : (sumOfFour(packet, 772) % 728) + 776;
}

/** The scheme and digest of a packet 1, or `undefined` when neither scheme verifies. */
export function findDigest(
  hmac: Hmac,
  packet: Uint8Array,
  key: Uint8Array,
): { readonly scheme: DigestScheme; readonly digest: Uint8Array } | undefined {
  for (const scheme of [0, 1] as const) {
    const offset = digestOffset(packet, scheme);
    const digest = packet.subarray(offset, offset + DIGEST_BYTES);
    if (isEqual(digest, digestOf(hmac, packet, offset, key))) return { scheme, digest };
  }
  return undefined;
}

/** Writes the digest into a packet 1 and returns it. */
export function writeDigest(
  hmac: Hmac,
  packet: Uint8Array,
  scheme: DigestScheme,
  key: Uint8Array,
): Uint8Array {
  const offset = digestOffset(packet, scheme);
  const digest = digestOf(hmac, packet, offset, key);
  packet.set(digest, offset);
  return digest;
}

/** Writes into the end of a packet 2 the signature that answers the peer's digest. */
export function signPacket2(hmac: Hmac, packet: Uint8Array, peerDigest: Uint8Array, key: Uint8Array): void {
  packet.set(hmac(hmac(key, peerDigest), packet.subarray(0, SIGNED_BYTES)), SIGNED_BYTES);
}

/** Whether a packet 2 is signed for the digest that we sent. */
export function isPacket2Signed(
  hmac: Hmac,
  packet: Uint8Array,
  ownDigest: Uint8Array,
  key: Uint8Array,
): boolean {
  const signature = hmac(hmac(key, ownDigest), packet.subarray(0, SIGNED_BYTES));
  return isEqual(signature, packet.subarray(SIGNED_BYTES));
}

function digestOf(hmac: Hmac, packet: Uint8Array, offset: number, key: Uint8Array): Uint8Array {
  const rest = new Uint8Array(SIGNED_BYTES);
  rest.set(packet.subarray(0, offset));
  rest.set(packet.subarray(offset + DIGEST_BYTES), offset);
  return hmac(key, rest);
}

/** Nothing here is secret (the keys are printed above), so the comparison need not take constant time. */
function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
