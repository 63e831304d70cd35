import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import {
  CHECKSUM_ALGORITHMS,
  CHECKSUM_BYTES,
  type ChecksumAlgorithm,
  createDigest,
  digestOf,
  prepareDigest,
} from "./checksum-algorithm.ts";
import { type CombinableAlgorithm, combineCrcs } from "./combine-crc.ts";

/**
 * Check values of "123456789". Source: catalogue of parametrised CRC algorithms; RFC 1321 and FIPS 180-4 for the hashes
 * (computed by OpenSSL); xxhsum 0.8 for xxHash.
 */
const CHECK_VALUES: readonly (readonly [ChecksumAlgorithm, string])[] = [
  ["CRC32", "cbf43926"],
  ["CRC32C", "e3069283"],
  ["CRC64NVME", "ae8b14860a799888"],
  ["MD5", "25f9e794323b453885f5181f1b624d0b"],
  ["SHA1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"],
  ["SHA256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"],
  [
    "SHA512",
    "d9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274ad27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85",
  ],
  ["XXHASH128", "33119477ede5dcd5e9716427681d5860"],
  ["XXHASH3", "72dcb18b67a17dff"],
  ["XXHASH64", "8cb841db40e6ae83"],
];

beforeAll(() => Promise.all(CHECKSUM_ALGORITHMS.map(prepareDigest)));

test("digests that run at once do not mix", () => {
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const digests = ["one", "two"].map((text) => ({ text, digest: createDigest(algorithm) }));
    for (const end of [1, 2, 3])
      for (const { text, digest } of digests) digest.update(Buffer.from(text.slice(end - 1, end)));
    for (const { text, digest } of digests)
      expect(digest.digest().equals(digestOf(algorithm, Buffer.from(text)))).toBe(true);
  }
});

test.for(CHECK_VALUES)("%s of the check string", ([algorithm, expected]) => {
  expect(digestOf(algorithm, Buffer.from("123456789")).toString("hex")).toBe(expected);
});

test.for(CHECKSUM_ALGORITHMS)("%s survives any split", (algorithm) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 }), (pieces) => {
      const digest = createDigest(algorithm);
      for (const piece of pieces) digest.update(piece);
      const whole = digestOf(algorithm, Buffer.concat(pieces));
      expect(digest.digest().equals(whole)).toBe(true);
      expect(whole.byteLength).toBe(CHECKSUM_BYTES[algorithm]);
    }),
  );
});

const COMBINABLE: readonly CombinableAlgorithm[] = ["CRC32", "CRC32C", "CRC64NVME"];

test.for(COMBINABLE)("%s of the whole follows from those of the parts", (algorithm) => {
  fc.assert(
    fc.property(fc.array(fc.nat(300), { maxLength: 6 }), (lengths) => {
      const parts = lengths.map((length) => randomBytes(length));
      const combined = combineCrcs(
        algorithm,
        parts.map((part) => ({
          crc: BigInt(`0x${digestOf(algorithm, part).toString("hex")}`),
          byteLength: part.byteLength,
        })),
      );
      const whole = BigInt(`0x${digestOf(algorithm, Buffer.concat(parts)).toString("hex")}`);
      expect(combined).toBe(whole);
    }),
    { numRuns: 40 },
  );
});

test.for(CHECKSUM_ALGORITHMS)("%s of more than fits into one step of reading", (algorithm) => {
  const whole = randomBytes(600_001);
  const digest = createDigest(algorithm);
  for (let start = 0; start < whole.length; start += 999) digest.update(whole.subarray(start, start + 999));
  expect(digestOf(algorithm, whole).equals(digest.digest())).toBe(true);
});
