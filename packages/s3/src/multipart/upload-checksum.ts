import {
  type ChecksumAlgorithm,
  createDigest,
  DEFAULT_ALGORITHM,
  type Digest,
} from "../checksum/checksum-algorithm.ts";
import { namedAlgorithm } from "../checksum/checksum-request.ts";
import { invalidRequest } from "../errors.ts";
import type { UploadRecord } from "./upload-record.ts";

type ChecksumType = "FULL_OBJECT" | "COMPOSITE";

/** Which types an algorithm has; the first is what it gets unasked. Source: S3 user guide, checking object integrity. */
const TYPES: Readonly<Record<ChecksumAlgorithm, readonly ChecksumType[]>> = {
  CRC32: ["COMPOSITE", "FULL_OBJECT"],
  CRC32C: ["COMPOSITE", "FULL_OBJECT"],
  CRC64NVME: ["FULL_OBJECT"],
  MD5: ["COMPOSITE"],
  SHA1: ["COMPOSITE"],
  SHA256: ["COMPOSITE"],
  SHA512: ["COMPOSITE"],
  XXHASH128: ["COMPOSITE"],
  XXHASH3: ["COMPOSITE"],
  XXHASH64: ["COMPOSITE"],
};

/**
 * The checksum an upload is created with.
 *
 * @throws ServiceError InvalidRequest for a type that the algorithm does not have
 */
export function uploadChecksum(
  algorithmName: string | undefined,
  typeName: string | undefined,
): Pick<UploadRecord, "checksumAlgorithm" | "checksumType"> {
  const algorithm = namedAlgorithm(algorithmName);
  if (algorithm === undefined) {
    if (typeName === undefined) return {};
    throw invalidRequest(
      "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.",
    );
  }
  const [byDefault = "FULL_OBJECT"] = TYPES[algorithm];
  const asked = typeName?.toUpperCase() ?? byDefault;
  const type = TYPES[algorithm].find((known) => known === asked);
  if (type !== undefined) return { checksumAlgorithm: algorithm, checksumType: type };
  if (asked !== "FULL_OBJECT" && asked !== "COMPOSITE") {
    throw invalidRequest("Value for x-amz-checksum-type header is invalid.");
  }
  throw invalidRequest(
    `The ${asked} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
  );
}

/** @throws ServiceError InvalidRequest for a part in another algorithm than its upload's */
export function checkPartAlgorithm(upload: UploadRecord, algorithm: ChecksumAlgorithm | undefined): void {
  const expected = upload.checksumAlgorithm;
  if (expected === undefined || algorithm === undefined || algorithm === expected) return;
  throw invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${algorithm.toLowerCase()}`,
  );
}

/**
 * What has to be computed beside a part's own checksum: when the upload named no algorithm, the object will have the
 * default one, whatever its parts were sent with.
 */
export function digestForWhole(
  upload: UploadRecord,
  algorithm: ChecksumAlgorithm | undefined,
): Digest | undefined {
  if (upload.checksumAlgorithm !== undefined) return undefined;
  return (algorithm ?? DEFAULT_ALGORITHM) === DEFAULT_ALGORITHM ? undefined : createDigest(DEFAULT_ALGORITHM);
}
