import { badContentMd5, badDigest, invalidDigest, invalidRequest } from "../errors.ts";
import {
  CHECKSUM_ALGORITHMS,
  CHECKSUM_BYTES,
  type ChecksumAlgorithm,
  isChecksumAlgorithm,
} from "./checksum-algorithm.ts";

/** The members by which requests bring checksums. */
export interface ChecksumInput
  extends Readonly<Partial<Record<`Checksum${ChecksumAlgorithm}`, string | undefined>>> {
  readonly ChecksumAlgorithm?: string | undefined;
  readonly ContentMD5?: string | undefined;
}

/** What a request says about the digests of its body. */
export interface DeclaredChecksum {
  /** `undefined` when the request names none. */
  readonly algorithm: ChecksumAlgorithm | undefined;
  /** Base64; `undefined` when it comes in a trailer or not at all. */
  readonly value: string | undefined;
  readonly contentMd5: string | undefined;
}

type Headers = Readonly<Record<string, string>>;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The members a checksum of this algorithm is in: of requests and answers. */
export function checksumMember<Algorithm extends ChecksumAlgorithm>(
  algorithm: Algorithm,
): `Checksum${Algorithm}` {
  return `Checksum${algorithm}`;
}

/** Every upload is asked for each of them. */
const HEADERS: Readonly<Record<ChecksumAlgorithm, string>> = {
  CRC32: "x-amz-checksum-crc32",
  CRC32C: "x-amz-checksum-crc32c",
  CRC64NVME: "x-amz-checksum-crc64nvme",
  MD5: "x-amz-checksum-md5",
  SHA1: "x-amz-checksum-sha1",
  SHA256: "x-amz-checksum-sha256",
  SHA512: "x-amz-checksum-sha512",
  XXHASH128: "x-amz-checksum-xxhash128",
  XXHASH3: "x-amz-checksum-xxhash3",
  XXHASH64: "x-amz-checksum-xxhash64",
};

export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return HEADERS[algorithm];
}

const BY_ALGORITHM = CHECKSUM_ALGORITHMS.map((algorithm) => ({
  algorithm,
  member: checksumMember(algorithm),
  header: checksumHeader(algorithm),
}));

/**
 * Reads the checksum headers of an upload.
 *
 * @throws ServiceError InvalidRequest for more than one, an unknown algorithm, or a value of the wrong form
 */
export function declaredChecksum(input: ChecksumInput, headers: Headers): DeclaredChecksum {
  let given: ChecksumAlgorithm | undefined;
  let value: string | undefined;
  let count = 0;
  for (const { algorithm, member, header } of BY_ALGORITHM) {
    // Operations on bucket settings take the headers as well, though their model binds no member to them.
    const found = input[member] ?? headers[header];
    if (found === undefined) continue;
    given ??= algorithm;
    value ??= found;
    count++;
  }
  const trailing = trailingAlgorithm(headers["x-amz-trailer"]);
  if (count + (trailing === undefined ? 0 : 1) > 1) {
    throw invalidRequest(
      "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
    );
  }
  const named = namedAlgorithm(input.ChecksumAlgorithm);
  const algorithm = given ?? trailing;
  if (
    named !== undefined &&
    algorithm === undefined &&
    headers["x-amz-sdk-checksum-algorithm"] !== undefined
  ) {
    throw invalidRequest(
      "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
    );
  }
  if (algorithm !== undefined && value !== undefined) checkForm(algorithm, value);
  return { algorithm: algorithm ?? named, value, contentMd5: checkedMd5(input.ContentMD5) };
}

function trailingAlgorithm(trailer: string | undefined): ChecksumAlgorithm | undefined {
  if (trailer === undefined) return undefined;
  const names = trailer.split(",").map((name) => name.trim().toLowerCase());
  return CHECKSUM_ALGORITHMS.find((algorithm) => names.includes(checksumHeader(algorithm)));
}

/** @throws ServiceError InvalidRequest for an algorithm there is not. */
export function namedAlgorithm(name: string | undefined): ChecksumAlgorithm | undefined {
  if (name === undefined) return undefined;
  const upperCase = name.toUpperCase();
  if (isChecksumAlgorithm(upperCase)) return upperCase;
  throw invalidRequest(
    `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${CHECKSUM_ALGORITHMS.join(", ")}]`,
  );
}

/** @throws ServiceError InvalidRequest for what can't be a checksum of the algorithm */
export function checkForm(algorithm: ChecksumAlgorithm, value: string): void {
  const hasForm = BASE64.test(value) && Buffer.from(value, "base64").byteLength === CHECKSUM_BYTES[algorithm];
  if (!hasForm) throw invalidRequest(`Value for ${checksumHeader(algorithm)} header is invalid.`);
}

function checkedMd5(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!BASE64.test(value) || Buffer.from(value, "base64").byteLength !== 16) throw invalidDigest(value);
  return value;
}

/** What the bytes turned out to be. */
export interface ActualDigests {
  readonly md5: Buffer;
  /** In the algorithm that was asked for, base64. */
  readonly checksum: string | undefined;
}

/**
 * Compares what was declared, in headers or trailers, with what came.
 *
 * @throws ServiceError BadDigest; InvalidRequest for a trailer that is missing or malformed
 */
export function checkDigests(declared: DeclaredChecksum, actual: ActualDigests, trailers: Headers): void {
  if (declared.contentMd5 !== undefined) {
    const calculated = actual.md5.toString("base64");
    if (calculated !== declared.contentMd5) throw badContentMd5(declared.contentMd5, calculated);
  }
  const { algorithm } = declared;
  if (algorithm === undefined) return;
  const trailer = trailers[checksumHeader(algorithm)];
  if (trailer !== undefined) checkForm(algorithm, trailer);
  const expected = declared.value ?? trailer;
  if (expected !== undefined && expected !== actual.checksum) throw badDigest(algorithm);
}
