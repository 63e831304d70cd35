import type { UploadPartCopyOutput, UploadPartCopyRequest } from "@aws-sdk/client-s3";
import type { ByteRange } from "@oxbow/store";
import { authorize } from "../access/authorize.ts";
import { openBucket } from "../bucket/bucket-repository.ts";
import { DEFAULT_ALGORITHM } from "../checksum/checksum-algorithm.ts";
import { checksumMember } from "../checksum/checksum-request.ts";
import { invalidArgument, invalidRequest } from "../errors.ts";
import { checkPartNumber, storePart } from "../multipart/store-part.ts";
import { openUpload } from "../multipart/upload-repository.ts";
import { readBody } from "../object/body-reader.ts";
import { openCopySource } from "../object/copy-source.ts";
import { encryptionOutput } from "../object/encryption.ts";
import { ingest } from "../object/ingest.ts";
import { checkKey } from "../object/object-key.ts";
import { quotedEtag } from "../object/object-record.ts";
import { wholeSeconds } from "../object/whole-seconds.ts";
import type { S3Operation } from "../s3-context.ts";

/** `UploadPartCopy`: a part from an object, or from a range of it. */
export const uploadPartCopy: S3Operation<UploadPartCopyRequest, UploadPartCopyOutput> = async (
  context,
  input,
) => {
  const { value: bucket } = await openBucket(context, input);
  const key = checkKey(input.Key);
  authorize(context, bucket, { action: "PutObject", key });
  const number = checkPartNumber(input.PartNumber);
  const upload = await openUpload(context.store, bucket.name, key, input.UploadId ?? "");
  const source = await openCopySource(context, input);
  const range = copyRange(input.CopySourceRange, source.object.size);
  const algorithm = upload.value.checksumAlgorithm;
  const body = await ingest(
    context,
    readBody(context, source.object.chunks, range),
    algorithm ?? DEFAULT_ALGORITHM,
    { declaredBytes: range.end - range.start },
  );
  const part = await storePart(context, bucket.name, upload, number, body);
  return {
    CopyPartResult: {
      ETag: quotedEtag(part),
      LastModified: wholeSeconds(part.modifiedMs),
      ...(algorithm === undefined ? {} : { [checksumMember(algorithm)]: part.checksum }),
    },
    ...(source.bucket.versioning === undefined ? {} : { CopySourceVersionId: source.object.versionId }),
    ...encryptionOutput(upload.value.object.encryption),
  };
};

/** Unlike a read's, this range must have both ends and must lie inside the source. */
function copyRange(header: string | undefined, size: number): ByteRange {
  if (header === undefined) return { start: 0, end: size };
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  if (first === undefined || last === undefined || Number(first) > Number(last)) {
    throw invalidArgument(
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      "x-amz-copy-source-range",
      header,
    );
  }
  if (Number(first) >= size)
    throw invalidRequest("The specified copy range is invalid for the source object size");
  if (Number(last) >= size) {
    throw invalidArgument(
      `Range specified is not valid for source object of size: ${size}`,
      "x-amz-copy-source-range",
      header,
    );
  }
  return { start: Number(first), end: Number(last) + 1 };
}
