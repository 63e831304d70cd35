import type { UploadPartOutput, UploadPartRequest } from "@aws-sdk/client-s3";
import { authorize } from "../access/authorize.ts";
import { openBucket } from "../bucket/bucket-repository.ts";
import { checksumMember, declaredChecksum } from "../checksum/checksum-request.ts";
import { checkPartNumber, storePart } from "../multipart/store-part.ts";
import { checkPartAlgorithm, digestForWhole } from "../multipart/upload-checksum.ts";
import { openUpload } from "../multipart/upload-repository.ts";
import { checkPartEncryption, encryptionOutput } from "../object/encryption.ts";
import { ingestUpload, type UploadBody } from "../object/ingest.ts";
import { checkKey } from "../object/object-key.ts";
import { quotedEtag } from "../object/object-record.ts";
import type { S3Operation } from "../s3-context.ts";

/** `UploadPart`: parts come in any order and any number of times; the last of a number counts. */
export const uploadPart: S3Operation<UploadPartRequest, UploadPartOutput> = async (context, input) => {
  const { value: bucket } = await openBucket(context, input);
  const key = checkKey(input.Key);
  authorize(context, bucket, { action: "PutObject", key });
  const number = checkPartNumber(input.PartNumber);
  const upload = await openUpload(context.store, bucket.name, key, input.UploadId ?? "");
  const declared = declaredChecksum(input, context.request.headers);
  checkPartAlgorithm(upload.value, declared.algorithm);
  checkPartEncryption(upload.value.object.encryption, input);
  const algorithm = declared.algorithm ?? upload.value.checksumAlgorithm;
  const alongside = digestForWhole(upload.value, algorithm);
  const body = await ingestUpload(context, input.Body as UploadBody, { ...declared, algorithm }, alongside);
  const part = await storePart(context, bucket.name, upload, number, body, alongside);
  return {
    ETag: quotedEtag(part),
    ...(algorithm === undefined ? {} : { [checksumMember(algorithm)]: part.checksum }),
    ...encryptionOutput(upload.value.object.encryption),
  };
};
