import { createHash, hash } from "node:crypto";
import { crc32 } from "node:zlib";
import { crc32c } from "./crc32c.ts";
import { Crc64Nvme } from "./crc64nvme.ts";

/** The algorithms S3 computes and checks. */
export type ChecksumAlgorithm = "CRC32" | "CRC32C" | "CRC64NVME" | "SHA1" | "SHA256";

export const CHECKSUM_ALGORITHMS: readonly ChecksumAlgorithm[] = [
  "CRC32",
  "CRC32C",
  "CRC64NVME",
  "SHA1",
  "SHA256",
];

/** Bytes of a checksum. */
export const CHECKSUM_BYTES: Readonly<Record<ChecksumAlgorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
};

/** What is computed when a request names no algorithm. Source: S3 user guide, checking object integrity. */
export const DEFAULT_ALGORITHM: ChecksumAlgorithm = "CRC64NVME";

export function isChecksumAlgorithm(name: string): name is ChecksumAlgorithm {
  return (CHECKSUM_ALGORITHMS as readonly string[]).includes(name);
}

const HASH_NAMES = { MD5: "md5", SHA1: "sha1", SHA256: "sha256" } as const;

/** A running checksum. */
export interface Digest {
  readonly update: (bytes: Uint8Array) => void;
  readonly digest: () => Buffer;
}

export function createDigest(algorithm: ChecksumAlgorithm | "MD5"): Digest {
  switch (algorithm) {
    case "CRC32":
      return crcDigest((bytes, previous) => crc32(bytes, previous));
    case "CRC32C":
      return crcDigest(crc32c);
    case "CRC64NVME": {
      const crc = new Crc64Nvme();
      return { update: (bytes) => crc.update(bytes), digest: () => crc.digest() };
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
export function digestOf(algorithm: ChecksumAlgorithm | "MD5", bytes: Uint8Array): Buffer {
  if (algorithm === "MD5" || algorithm === "SHA1" || algorithm === "SHA256") {
    return hash(HASH_NAMES[algorithm], bytes, "buffer");
  }
  const digest = createDigest(algorithm);
  digest.update(bytes);
  return digest.digest();
}
