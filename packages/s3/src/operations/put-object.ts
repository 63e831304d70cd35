import type { PutObjectOutput, PutObjectRequest } from "@aws-sdk/client-s3";
import { authorize } from "../access/authorize.ts";
import { openBucket } from "../bucket/bucket-repository.ts";
import { declaredChecksum } from "../checksum/checksum-request.ts";
import { expirationHeader } from "../lifecycle/expiration.ts";
import { checksumOutput } from "../object/checksum-output.ts";
import { encryptionOutput } from "../object/encryption.ts";
import { ingestUpload, type UploadBody } from "../object/ingest.ts";
import { readNewObject } from "../object/new-object.ts";
import { checkKey } from "../object/object-key.ts";
import { type ObjectContent, quotedEtag } from "../object/object-record.ts";
import { checkWriteConditionForm, checkWriteConditions } from "../object/preconditions.ts";
import { deleteChunks, findCurrent, putVersion } from "../object/version-repository.ts";
import type { S3Operation } from "../s3-context.ts";

/**
 * `PutObject`: the object is visible whole or not at all. Conditions are checked before the body, to spare it, and
 * again in the moment of the commit, since others write too.
 */
export const putObject: S3Operation<PutObjectRequest, PutObjectOutput> = async (context, input) => {
  const { value: bucket } = await openBucket(context, input);
  const key = checkKey(input.Key);
  authorize(context, bucket, { action: "PutObject", key });
  const described = readNewObject(context, bucket, input);
  const declared = declaredChecksum(input, context.request.headers);
  checkWriteConditionForm(input);
  if (input.IfMatch !== undefined || input.IfNoneMatch !== undefined) {
    const current = await findCurrent(context.store, bucket.name, key);
    checkWriteConditions(input, key, current?.value);
  }
  const body = await ingestUpload(context, input.Body as UploadBody, declared);
  const content: ObjectContent = {
    ...described,
    modifiedMs: context.now().getTime(),
    etag: body.md5.toString("hex"),
    size: body.size,
    chunks: body.chunks,
    checksum: { algorithm: body.algorithm, value: body.checksum, type: "FULL_OBJECT" },
  };
  try {
    const { record, bucket: now } = await putVersion(context, bucket.name, key, (_, current) => {
      checkWriteConditions(input, key, current);
      return content;
    });
    return {
      ETag: quotedEtag(record),
      ...checksumOutput(record),
      ...encryptionOutput(record.encryption),
      ...expirationHeader(now, record),
      ...(now.versioning === "Enabled" ? { VersionId: record.versionId } : {}),
    };
  } catch (error) {
    await deleteChunks(context, body.chunks);
    throw error;
  }
};
