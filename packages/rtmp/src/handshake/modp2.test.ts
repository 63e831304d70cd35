import { createDiffieHellmanGroup } from "node:crypto";
import { expect, test } from "vitest";
import { NODE_CRYPTO } from "../testing/node-crypto.cases.ts";
import { createModp2Pair, MODP2_BYTES, MODP2_PRIME, toBigInt } from "./modp2.ts";

test("the prime is OpenSSL's modp2", () => {
  const group = createDiffieHellmanGroup("modp2");
  expect(MODP2_PRIME).toBe(toBigInt(Uint8Array.from(group.getPrime())));
  expect(toBigInt(Uint8Array.from(group.getGenerator()))).toBe(2n);
});

test("agrees with OpenSSL on a secret", () => {
  const theirs = createDiffieHellmanGroup("modp2");
  const theirKey = Uint8Array.from(theirs.generateKeys());
  const ours = createModp2Pair(NODE_CRYPTO.randomBytes);
  const secret = ours.computeSecret(theirKey);
  expect(secret).toHaveLength(MODP2_BYTES);
  expect(toBigInt(secret)).toBe(toBigInt(Uint8Array.from(theirs.computeSecret(ours.publicKey))));
});

test("pads a key with leading zeros to its full length", () => {
  // 2^1 = 2: all but one byte are leading zeros.
  const pair = createModp2Pair((length) =>
    Uint8Array.from({ length }, (_, index) => (index === length - 1 ? 1 : 0)),
  );
  expect(pair.publicKey).toEqual(
    Uint8Array.from({ length: MODP2_BYTES }, (_, index) => (index === MODP2_BYTES - 1 ? 2 : 0)),
  );
});
