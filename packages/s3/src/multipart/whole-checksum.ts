import { type ChecksumAlgorithm, DEFAULT_ALGORITHM, digestOf } from "../checksum/checksum-algorithm.ts";
import { type CombinableAlgorithm, combineCrcs } from "../checksum/combine-crc.ts";
import type { StoredChecksum } from "../object/object-record.ts";
import type { PartRecord, UploadRecord } from "./upload-record.ts";

/** MD5 of the parts' MD5s, and how many they are: what S3 has as ETag of a multipart object. */
export function multipartEtag(parts: readonly PartRecord[]): string {
  const digests = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, "hex")));
  return `${digestOf("MD5", digests).toString("hex")}-${parts.length}`;
}

/** The checksum of the whole object: of all bytes, or of the parts' checksums. */
export function wholeChecksum(
  upload: UploadRecord,
  parts: readonly PartRecord[],
): StoredChecksum | undefined {
  const algorithm = upload.checksumAlgorithm ?? DEFAULT_ALGORITHM;
  if (upload.checksumType === "COMPOSITE") {
    const digests = Buffer.concat(parts.map(({ checksum }) => Buffer.from(checksum, "base64")));
    return { algorithm, value: digestOf(algorithm, digests).toString("base64"), type: "COMPOSITE" };
  }
  if (!isCombinable(algorithm)) return undefined;
  const crcs = parts.map((part) => ({ checksum: crcOf(part, algorithm), byteLength: part.size }));
  const known = crcs.flatMap(({ checksum, byteLength }) =>
    checksum === undefined ? [] : [{ crc: toBigInt(checksum), byteLength }],
  );
  // Parts of an upload that an older version of this package began.
  if (known.length < parts.length) return undefined;
  const crc = combineCrcs(algorithm, known);
  return { algorithm, value: toBase64(crc, algorithm === "CRC64NVME" ? 8 : 4), type: "FULL_OBJECT" };
}

function crcOf(part: PartRecord, algorithm: CombinableAlgorithm): string | undefined {
  return part.algorithm === algorithm ? part.checksum : part.crc64nvme;
}

function isCombinable(algorithm: ChecksumAlgorithm): algorithm is CombinableAlgorithm {
  return algorithm === "CRC32" || algorithm === "CRC32C" || algorithm === "CRC64NVME";
}

function toBigInt(base64: string): bigint {
  return BigInt(`0x${Buffer.from(base64, "base64").toString("hex")}`);
}

function toBase64(value: bigint, byteLength: number): string {
  return Buffer.from(value.toString(16).padStart(byteLength * 2, "0"), "hex").toString("base64");
}
