import { checksumMember } from "../checksum/checksum-request.ts";
import type { ObjectRecord } from "./object-record.ts";

/** What answers tell of an object's checksum. */
export interface ChecksumOutput {
  ChecksumCRC32?: string;
  ChecksumCRC32C?: string;
  ChecksumCRC64NVME?: string;
  ChecksumSHA1?: string;
  ChecksumSHA256?: string;
  ChecksumType?: "FULL_OBJECT" | "COMPOSITE";
}

/** The checksum with its type; of a composite one with the number of parts behind it. */
export function checksumOutput({
  checksum,
  parts,
}: Pick<ObjectRecord, "checksum" | "parts">): ChecksumOutput {
  if (checksum === undefined) return {};
  const suffix = checksum.type === "COMPOSITE" ? `-${parts?.length ?? 0}` : "";
  return { [checksumMember(checksum.algorithm)]: checksum.value + suffix, ChecksumType: checksum.type };
}
