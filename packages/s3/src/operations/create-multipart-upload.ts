import type { CreateMultipartUploadOutput, CreateMultipartUploadRequest } from "@aws-sdk/client-s3";
import { authorize } from "../access/authorize.ts";
import { writerOf } from "../access/writer.ts";
import { BUCKETS, openBucket, tryCommit } from "../bucket/bucket-repository.ts";
import { uploadChecksum } from "../multipart/upload-checksum.ts";
import type { UploadRecord } from "../multipart/upload-record.ts";
import { newUploadId, uploadKey, uploadsOf } from "../multipart/upload-repository.ts";
import { encryptionOutput } from "../object/encryption.ts";
import { readNewObject } from "../object/new-object.ts";
import { checkKey } from "../object/object-key.ts";
import type { S3Operation } from "../s3-context.ts";

/** `CreateMultipartUpload`: everything about the object but its bytes is settled here. */
export const createMultipartUpload: S3Operation<
  CreateMultipartUploadRequest,
  CreateMultipartUploadOutput
> = async (context, input) => {
  const { store, now, randomBytes } = context;
  for (;;) {
    const { value: bucket, revision } = await openBucket(context, input);
    const key = checkKey(input.Key);
    authorize(context, bucket, { action: "PutObject", key });
    const checksum = uploadChecksum(input.ChecksumAlgorithm, input.ChecksumType);
    const initiatedMs = now().getTime();
    const upload: UploadRecord = {
      uploadId: newUploadId(initiatedMs, randomBytes),
      key,
      initiatedMs,
      initiator: writerOf(context.principal),
      object: readNewObject(context, bucket, input),
      ...checksum,
    };
    const isCommitted = await tryCommit(store, [
      { kind: "check", collection: BUCKETS, key: bucket.name, expect: revision },
      {
        kind: "put",
        collection: uploadsOf(bucket.name),
        key: uploadKey(key, upload.uploadId),
        value: upload,
      },
    ]);
    if (!isCommitted) continue;
    return {
      Bucket: bucket.name,
      Key: key,
      UploadId: upload.uploadId,
      ...(checksum.checksumAlgorithm === undefined
        ? {}
        : { ChecksumAlgorithm: checksum.checksumAlgorithm, ChecksumType: checksum.checksumType }),
      ...encryptionOutput(upload.object.encryption),
    };
  }
};
