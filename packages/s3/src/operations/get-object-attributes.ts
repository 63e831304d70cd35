import type { GetObjectAttributesOutput, GetObjectAttributesRequest, ObjectPart } from "@aws-sdk/client-s3";
import { checksumMember } from "../checksum/checksum-request.ts";
import { checksumOutput } from "../object/checksum-output.ts";
import { checkCustomerKey } from "../object/encryption.ts";
import { findObject } from "../object/find-object.ts";
import type { ObjectRecord } from "../object/object-record.ts";
import type { S3Operation } from "../s3-context.ts";

const MAX_PARTS = 1000;

/** `GetObjectAttributes`: the attributes that are asked for, and no others. */
export const getObjectAttributes: S3Operation<GetObjectAttributesRequest, GetObjectAttributesOutput> = async (
  context,
  input,
) => {
  const { bucket, object } = await findObject(context, input, "GetObjectAttributes");
  checkCustomerKey(object.encryption, input);
  const asked = new Set<string>(input.ObjectAttributes);
  return {
    LastModified: new Date(object.modifiedMs),
    ...(bucket.versioning === undefined ? {} : { VersionId: object.versionId }),
    ...(asked.has("ETag") ? { ETag: object.etag } : {}),
    ...(asked.has("Checksum") && object.checksum !== undefined ? { Checksum: wholeChecksum(object) } : {}),
    ...(asked.has("ObjectParts") && object.parts !== undefined
      ? { ObjectParts: partsOf(object, input) }
      : {}),
    ...(asked.has("StorageClass") ? { StorageClass: object.storageClass } : {}),
    ...(asked.has("ObjectSize") ? { ObjectSize: object.size } : {}),
  };
};

/** Here a composite checksum comes without the number of parts. */
function wholeChecksum(object: ObjectRecord): ReturnType<typeof checksumOutput> {
  const { checksum } = object;
  if (checksum === undefined) return {};
  return { ...checksumOutput(object), [checksumMember(checksum.algorithm)]: checksum.value };
}

/** Parts themselves are listed only of uploads with composite checksums. Source: API reference. */
function partsOf(
  { parts = [], checksum }: ObjectRecord,
  { MaxParts: maxParts = MAX_PARTS, PartNumberMarker: marker = "0" }: GetObjectAttributesRequest,
): NonNullable<GetObjectAttributesOutput["ObjectParts"]> {
  const after = parts.filter(({ number }) => number > Number(marker));
  const page = after.slice(0, Math.min(maxParts, MAX_PARTS));
  const hasChecksums = checksum !== undefined && parts.every((part) => part.checksum !== undefined);
  const totals = { TotalPartsCount: parts.length };
  if (!hasChecksums) return totals;
  return {
    ...totals,
    PartNumberMarker: marker,
    NextPartNumberMarker: String(page.at(-1)?.number ?? 0),
    MaxParts: Math.min(maxParts, MAX_PARTS),
    IsTruncated: after.length > page.length,
    Parts: page.map(
      (part): ObjectPart => ({
        PartNumber: part.number,
        Size: part.size,
        [checksumMember(checksum.algorithm)]: part.checksum,
      }),
    ),
  };
}
