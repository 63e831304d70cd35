import type { CompletedPart } from "@aws-sdk/client-s3";
import { ServiceError } from "@oxbow/aws-protocol";
import { checkForm, checksumMember } from "../checksum/checksum-request.ts";
import {
  badDigest,
  invalidPart,
  invalidPartOrder,
  invalidRequest,
  malformedXml,
  partTooSmall,
} from "../errors.ts";
import type { StoredChecksum } from "../object/object-record.ts";
import type { PartRecord, UploadRecord } from "./upload-record.ts";

/** Every part but the last has at least this many bytes. Source: S3 user guide, multipart upload limits. */
export const MIN_PART_BYTES: number = 5 * 1024 * 1024;

/**
 * The uploaded parts that a completion names, after its list was checked: ascending, there, with their ETags and
 * checksums, and long enough.
 */
export function selectParts(
  upload: UploadRecord,
  uploaded: readonly PartRecord[],
  listed: readonly CompletedPart[] | undefined,
): readonly PartRecord[] {
  if (listed === undefined) throw malformedXml();
  if (listed.length === 0) throw invalidRequest("You must specify at least one part");
  const byNumber = new Map(uploaded.map((part) => [part.number, part]));
  let previous = 0;
  for (const { PartNumber: number } of listed) {
    if (number === undefined) throw malformedXml();
    if (number <= previous) throw invalidPartOrder(upload.uploadId);
    previous = number;
  }
  const selected = listed.map((asked) => {
    const number = asked.PartNumber ?? 0;
    const part = byNumber.get(number);
    const etag = (asked.ETag ?? "").replaceAll('"', "");
    if (part === undefined || part.etag !== etag) throw invalidPart(upload.uploadId, number, etag);
    checkPartChecksum(upload, part, asked);
    return part;
  });
  for (const { number, etag, size } of selected.slice(0, -1)) {
    if (size < MIN_PART_BYTES) throw partTooSmall(number, etag, size, MIN_PART_BYTES);
  }
  return selected;
}

function checkPartChecksum(upload: UploadRecord, part: PartRecord, asked: CompletedPart): void {
  const { checksumAlgorithm: algorithm, checksumType: type } = upload;
  const given = asked[checksumMember(algorithm ?? part.algorithm)];
  if (given === undefined) {
    if (algorithm === undefined || type !== "COMPOSITE") return;
    throw invalidRequest(
      `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${part.number} in the request.`,
    );
  }
  if (given === part.checksum) return;
  if (type !== "COMPOSITE") throw invalidPart(upload.uploadId, part.number, part.etag);
  throw new ServiceError(
    "BadDigest",
    `The ${(algorithm ?? part.algorithm).toLowerCase()} you specified for part ${part.number} did not match what we received.`,
    { status: 400 },
  );
}

/**
 * Compares the checksum of the whole that a completion declares; behind a composite one the number of parts may stand,
 * and then has to be theirs.
 *
 * @throws ServiceError BadDigest; InvalidRequest for a value of the wrong form
 */
export function checkWholeChecksum(
  declared: string | undefined,
  { algorithm, value, type }: StoredChecksum,
  partCount: number,
): void {
  if (declared === undefined) return;
  const suffix = type === "COMPOSITE" ? (/-\d+$/.exec(declared)?.[0] ?? "") : "";
  const digest = declared.slice(0, declared.length - suffix.length);
  checkForm(algorithm, digest);
  const isOfParts = suffix === "" || suffix === `-${partCount}`;
  if (digest !== value || !isOfParts) throw badDigest(algorithm.toLowerCase());
}
