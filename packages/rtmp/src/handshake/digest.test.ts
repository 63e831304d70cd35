import { expect, test } from "vitest";
import { NODE_CRYPTO } from "../testing/node-crypto.cases.ts";
import {
  digestOffset,
  findDigest,
  isPacket2Signed,
  PLAYER_KEYS,
  SERVER_KEYS,
  signPacket2,
  writeDigest,
} from "./digest.ts";
import { PACKET_BYTES } from "./handshake-packet.ts";

const { hmacSha256, randomBytes } = NODE_CRYPTO;

const OFFSETS: readonly {
  name: string;
  scheme: 0 | 1;
  at: number;
  bytes: readonly number[];
  offset: number;
}[] = [
  { name: "scheme 0, first", scheme: 0, at: 8, bytes: [0, 0, 0, 0], offset: 12 },
  { name: "scheme 0, last", scheme: 0, at: 8, bytes: [255, 255, 217, 0], offset: 739 },
  { name: "scheme 0, past the wrap", scheme: 0, at: 8, bytes: [255, 255, 255, 255], offset: 304 },
  { name: "scheme 1, first", scheme: 1, at: 772, bytes: [0, 0, 0, 0], offset: 776 },
  { name: "scheme 1, last", scheme: 1, at: 772, bytes: [255, 255, 217, 0], offset: 1503 },
];

test.for(OFFSETS)("finds the place of the digest: $name", ({ scheme, at, bytes, offset }) => {
  const packet = new Uint8Array(PACKET_BYTES);
  packet.set(bytes, at);
  expect(digestOffset(packet, scheme)).toBe(offset);
});

test.for([0, 1] as const)("a digest of scheme %s verifies, until a byte changes", (scheme) => {
  const packet = randomBytes(PACKET_BYTES);
  const digest = writeDigest(hmacSha256, packet, scheme, PLAYER_KEYS.packet1);
  expect(findDigest(hmacSha256, packet, PLAYER_KEYS.packet1)).toEqual({ scheme, digest });
  expect(findDigest(hmacSha256, packet, SERVER_KEYS.packet1)).toBeUndefined();
  packet[4] = (packet[4] ?? 0) ^ 1;
  expect(findDigest(hmacSha256, packet, PLAYER_KEYS.packet1)).toBeUndefined();
});

test("a packet 2 is signed for one digest only", () => {
  const packet = randomBytes(PACKET_BYTES);
  const digest = randomBytes(32);
  signPacket2(hmacSha256, packet, digest, SERVER_KEYS.packet2);
  expect(isPacket2Signed(hmacSha256, packet, digest, SERVER_KEYS.packet2)).toBe(true);
  expect(isPacket2Signed(hmacSha256, packet, randomBytes(32), SERVER_KEYS.packet2)).toBe(false);
});

test("the keys are as long as Adobe's", () => {
  expect(
    [PLAYER_KEYS.packet1, PLAYER_KEYS.packet2, SERVER_KEYS.packet1, SERVER_KEYS.packet2].map(
      ({ length }) => length,
    ),
  ).toEqual([30, 62, 36, 68]);
});
