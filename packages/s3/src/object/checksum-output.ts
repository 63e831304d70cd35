import type { ChecksumAlgorithm } from "../checksum/checksum-algorithm.ts";
import { checksumMember } from "../checksum/checksum-request.ts";
import type { ObjectRecord, StoredChecksum } from "./object-record.ts";

/** What answers tell of an object's checksum. */
export type ChecksumOutput = { -readonly [Member in `Checksum${ChecksumAlgorithm}`]?: string } & {
  ChecksumType?: "FULL_OBJECT" | "COMPOSITE";
};

/** The checksum with its type; of a composite one with the number of parts behind it. */
export function checksumOutput({
  checksum,
  parts,
}: Pick<ObjectRecord, "checksum" | "parts">): ChecksumOutput {
  if (checksum === undefined) return {};
  const suffix = checksum.type === "COMPOSITE" ? `-${parts?.length ?? 0}` : "";
  return { [checksumMember(checksum.algorithm)]: checksum.value + suffix, ChecksumType: checksum.type };
}

/** The checksum of one part of an object whose checksum is made of its parts'. */
export function partChecksumOutput({ algorithm, type }: StoredChecksum, value: string): ChecksumOutput {
  return { [checksumMember(algorithm)]: value, ChecksumType: type };
}
