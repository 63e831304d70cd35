import type {
  ChecksumType,
  CompleteMultipartUploadOutput,
  CompleteMultipartUploadRequest,
} from "@aws-sdk/client-s3";
import { ServiceError } from "@oxbow/aws-protocol";
import type { Document, Write } from "@oxbow/store";
import { authorize } from "../access/authorize.ts";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { openBucket } from "../bucket/bucket-repository.ts";
import { prepareDigest } from "../checksum/checksum-algorithm.ts";
import { checksumMember } from "../checksum/checksum-request.ts";
import { conditionalRequestConflict, invalidRequest } from "../errors.ts";
import { expirationHeader } from "../lifecycle/expiration.ts";
import { rememberCompleted } from "../multipart/completed-uploads.ts";
import { checkWholeChecksum, selectParts } from "../multipart/select-parts.ts";
import type { PartRecord, UploadRecord } from "../multipart/upload-record.ts";
import { listPartRecords, openUpload, partKey, partsOf, uploadsOf } from "../multipart/upload-repository.ts";
import { multipartEtag, wholeChecksum } from "../multipart/whole-checksum.ts";
import { checksumOutput } from "../object/checksum-output.ts";
import { encryptionOutput } from "../object/encryption.ts";
import { checkKey } from "../object/object-key.ts";
import { type ObjectContent, type ObjectRecord, quotedEtag } from "../object/object-record.ts";
import { checkWriteConditionForm, checkWriteConditions } from "../object/preconditions.ts";
import { findCurrent, type PutResult, putVersion } from "../object/version-repository.ts";
import type { S3Context, S3Operation } from "../s3-context.ts";

type Input = CompleteMultipartUploadRequest;

/**
 * `CompleteMultipartUpload`: the parts become the object where they lie, no byte is moved. Said again after it
 * succeeded it answers the same.
 */
export const completeMultipartUpload: S3Operation<Input, CompleteMultipartUploadOutput> = async (
  context,
  input,
) => {
  const { value: bucket } = await openBucket(context, input);
  const key = checkKey(input.Key);
  const uploadId = input.UploadId ?? "";
  authorize(context, bucket, { action: "PutObject", key });
  checkWriteConditionForm(input);
  for (;;) {
    const upload = await findUpload(context, bucket, key, uploadId);
    if (!("revision" in upload)) return toOutput(context, bucket, upload);
    const completed = await tryComplete(context, bucket.name, upload, input);
    if (completed !== undefined) return toOutput(context, completed.bucket, completed.record);
  }
};

/** `undefined` when a part came in between: every part changes its upload's revision. */
async function tryComplete(
  context: S3Context,
  bucketName: string,
  upload: Document<UploadRecord>,
  input: Input,
): Promise<PutResult | undefined> {
  const { key, uploadId } = upload.value;
  const uploaded = await listPartRecords(context.store, uploadId);
  const parts = selectParts(
    upload.value,
    uploaded,
    input.MultipartUpload === undefined ? undefined : (input.MultipartUpload.Parts ?? []),
  );
  await prepareDigest(upload.value.checksumAlgorithm);
  const content = assemble(context, upload.value, parts, input);
  let result: PutResult;
  try {
    result = await putVersion(
      context,
      bucketName,
      key,
      (_, current) => {
        checkConditions(input, key, upload.value, current);
        return content;
      },
      async () => {
        const now = await openUpload(context.store, bucketName, key, uploadId);
        if (now.revision !== upload.revision) throw new UploadChangedError();
        return [
          ...retire(bucketName, upload, uploaded),
          rememberCompleted(bucketName, key, uploadId, context.now()),
        ];
      },
    );
  } catch (error) {
    if (error instanceof UploadChangedError) return undefined;
    throw error;
  }
  const used = new Set(parts.map(({ number }) => number));
  for (const { number, blob } of uploaded) {
    if (!used.has(number) && blob !== undefined) await context.blobs.delete(blob);
  }
  return result;
}

/** Leaves {@link putVersion}, to begin again with the parts that there are now. */
class UploadChangedError extends Error {
  override readonly name = "UploadChangedError";
}

/** The upload, or the object that it has already become. */
async function findUpload(
  { store }: S3Context,
  bucket: BucketRecord,
  key: string,
  uploadId: string,
): Promise<Document<UploadRecord> | ObjectRecord> {
  try {
    return await openUpload(store, bucket.name, key, uploadId);
  } catch (error) {
    const current = await findCurrent(store, bucket.name, key);
    if (error instanceof ServiceError && current?.value.uploadId === uploadId) return current.value;
    throw error;
  }
}

/** A conditional completion also fails when the object was written or deleted since the upload began. */
function checkConditions(
  input: Input,
  key: string,
  upload: UploadRecord,
  current: ObjectRecord | undefined,
): void {
  checkWriteConditions(input, key, current);
  if (input.IfNoneMatch !== undefined && current !== undefined && current.modifiedMs > upload.initiatedMs) {
    throw conditionalRequestConflict("If-None-Match", key);
  }
}

function assemble(
  { now }: S3Context,
  upload: UploadRecord,
  parts: readonly PartRecord[],
  input: Input,
): ObjectContent {
  checkType(upload, input.ChecksumType);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  if (input.MpuObjectSize !== undefined && input.MpuObjectSize !== size) {
    throw invalidRequest(
      `The provided 'x-amz-mp-object-size' header value ${input.MpuObjectSize} does not match what was computed: ${size}`,
    );
  }
  const checksum = wholeChecksum(upload, parts);
  if (checksum !== undefined) {
    checkWholeChecksum(input[checksumMember(checksum.algorithm)], checksum, parts.length);
  }
  const hasPartChecksums = upload.checksumType === "COMPOSITE";
  return {
    ...upload.object,
    modifiedMs: now().getTime(),
    etag: multipartEtag(parts),
    size,
    chunks: parts.flatMap((part) => (part.blob === undefined ? [] : [{ blob: part.blob, size: part.size }])),
    parts: parts.map((part) => ({
      number: part.number,
      size: part.size,
      ...(hasPartChecksums ? { checksum: part.checksum } : {}),
    })),
    uploadId: upload.uploadId,
    ...(checksum === undefined ? {} : { checksum }),
  };
}

function checkType(upload: UploadRecord, asked: ChecksumType | undefined): void {
  if (asked === undefined || asked.toUpperCase() === upload.checksumType) return;
  throw invalidRequest(
    `The upload was created using the ${upload.checksumType ?? "null"} checksum mode. The complete request must use the same checksum mode.`,
  );
}

/** The writes that end an upload: they are committed with the object, so it is there once and only once. */
function retire(
  bucketName: string,
  upload: Document<UploadRecord>,
  uploaded: readonly PartRecord[],
): readonly Write[] {
  const collection = partsOf(upload.value.uploadId);
  return [
    { kind: "delete", collection: uploadsOf(bucketName), key: upload.key, expect: upload.revision },
    ...uploaded.map(({ number }): Write => ({ kind: "delete", collection, key: partKey(number) })),
  ];
}

function toOutput(
  { request }: S3Context,
  bucket: BucketRecord,
  object: ObjectRecord,
): CompleteMultipartUploadOutput {
  return {
    Location: `http://${request.headers.host ?? "s3.amazonaws.com"}/${bucket.name}/${encodeURIComponent(object.key)}`,
    Bucket: bucket.name,
    Key: object.key,
    ETag: quotedEtag(object),
    ...checksumOutput(object),
    ...(bucket.versioning === "Enabled" ? { VersionId: object.versionId } : {}),
    ...encryptionOutput(object.encryption),
    ...expirationHeader(bucket, object),
  };
}
