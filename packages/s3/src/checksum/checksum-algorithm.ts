import { createHash, hash } from "node:crypto";
import { crc32 } from "node:zlib";
import { crc32c } from "./crc32c.ts";
import { Crc64Nvme } from "./crc64nvme.ts";
import { isXxhash, loadXxhash, Xxhash } from "./xxhash.ts";

/** The algorithms S3 computes and checks, in the order in which it names them. */
export const CHECKSUM_ALGORITHMS = [
  "CRC32",
  "CRC32C",
  "CRC64NVME",
  "MD5",
  "SHA1",
  "SHA256",
  "SHA512",
  "XXHASH128",
  "XXHASH3",
  "XXHASH64",
] as const;

export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

/** Bytes of a checksum. */
export const CHECKSUM_BYTES: Readonly<Record<ChecksumAlgorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  MD5: 16,
  SHA1: 20,
  SHA256: 32,
  SHA512: 64,
  XXHASH128: 16,
  XXHASH3: 8,
  XXHASH64: 8,
};

/** What is computed when a request names no algorithm. Source: S3 user guide, checking object integrity. */
export const DEFAULT_ALGORITHM: ChecksumAlgorithm = "CRC64NVME";

export function isChecksumAlgorithm(name: string): name is ChecksumAlgorithm {
  return (CHECKSUM_ALGORITHMS as readonly string[]).includes(name);
}

const HASH_NAMES = { MD5: "md5", SHA1: "sha1", SHA256: "sha256", SHA512: "sha512" } as const;

/** A running checksum. */
export interface Digest {
  readonly update: (bytes: Uint8Array) => void;
  readonly digest: () => Buffer;
}

/** What has to be there before a digest can be made; most are at once. */
export function prepareDigest(algorithm: ChecksumAlgorithm | undefined): Promise<void> | undefined {
  return isXxhash(algorithm) ? loadXxhash() : undefined;
}

export function createDigest(algorithm: ChecksumAlgorithm): Digest {
  switch (algorithm) {
    case "CRC32":
      return crcDigest((bytes, previous) => crc32(bytes, previous));
    case "CRC32C":
      return crcDigest(crc32c);
    case "CRC64NVME": {
      const crc = new Crc64Nvme();
      return { update: (bytes) => crc.update(bytes), digest: () => crc.digest() };
    }
    case "XXHASH128":
    case "XXHASH3":
    case "XXHASH64": {
      const running = new Xxhash(algorithm);
      return { update: (bytes) => running.update(bytes), digest: () => running.digest() };
    }
    default: {
      const running = createHash(HASH_NAMES[algorithm]);
      return { update: (bytes) => void running.update(bytes), digest: () => running.digest() };
    }
  }
}

function crcDigest(step: (bytes: Uint8Array, previous: number) => number): Digest {
  let value = 0;
  return {
    update: (bytes) => {
      value = step(bytes, value);
    },
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}

/** Of bytes that are all there: half the price of a running digest for small ones. */
export function digestOf(algorithm: ChecksumAlgorithm, bytes: Uint8Array): Buffer {
  if (algorithm === "MD5" || algorithm === "SHA1" || algorithm === "SHA256" || algorithm === "SHA512") {
    return hash(HASH_NAMES[algorithm], bytes, "buffer");
  }
  const digest = createDigest(algorithm);
  digest.update(bytes);
  return digest.digest();
}
