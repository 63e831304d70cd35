import { CRC32C_POLYNOMIAL } from "./crc32c.ts";
import { CRC64NVME_POLYNOMIAL } from "./crc64nvme.ts";

/** The algorithms whose checksum of a whole follows from those of its parts. */
export type CombinableAlgorithm = "CRC32" | "CRC32C" | "CRC64NVME";

interface Ring {
  readonly bits: bigint;
  /** Reflected: the coefficient of the highest power is the lowest bit. */
  readonly polynomial: bigint;
}

const RINGS: Readonly<Record<CombinableAlgorithm, Ring>> = {
  // Source of CRC-32's polynomial: RFC 1952 §8.
  CRC32: { bits: 32n, polynomial: 0xedb8_8320n },
  CRC32C: { bits: 32n, polynomial: BigInt(CRC32C_POLYNOMIAL) },
  CRC64NVME: { bits: 64n, polynomial: CRC64NVME_POLYNOMIAL },
};

/** One stretch of bytes and its CRC. */
export interface CrcPart {
  readonly crc: bigint;
  readonly byteLength: number;
}

/**
 * The CRC of parts laid end to end, without their bytes: the CRC so far is multiplied by x to the bits of the next
 * part, modulo the polynomial, and the part's own CRC added.
 */
export function combineCrcs(algorithm: CombinableAlgorithm, parts: readonly CrcPart[]): bigint {
  const ring = RINGS[algorithm];
  // Most parts have the same length, so its power is worth keeping.
  const powers = new Map<number, bigint>();
  let combined = 0n;
  for (const { crc, byteLength } of parts) {
    const power = powers.get(byteLength) ?? powerOfX(ring, BigInt(byteLength) * 8n);
    powers.set(byteLength, power);
    combined = multiply(ring, combined, power) ^ crc;
  }
  return combined;
}

/** The product of two polynomials modulo the ring's. */
function multiply({ bits, polynomial }: Ring, a: bigint, b: bigint): bigint {
  let product = 0n;
  let shifted = b;
  for (let bit = bits - 1n; bit >= 0n; bit--) {
    if ((a >> bit) & 1n) product ^= shifted;
    shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n;
  }
  return product;
}

/** x to the `exponent`, by repeated squaring. */
function powerOfX(ring: Ring, exponent: bigint): bigint {
  let power = 1n << (ring.bits - 1n);
  let square = 1n << (ring.bits - 2n);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) power = multiply(ring, power, square);
    square = multiply(ring, square, square);
  }
  return power;
}
