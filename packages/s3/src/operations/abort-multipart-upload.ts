import type { AbortMultipartUploadOutput, AbortMultipartUploadRequest } from "@aws-sdk/client-s3";
import { authorize } from "../access/authorize.ts";
import { openBucket } from "../bucket/bucket-repository.ts";
import { preconditionFailed } from "../errors.ts";
import { wasCompleted } from "../multipart/completed-uploads.ts";
import { openUpload, removeUpload } from "../multipart/upload-repository.ts";
import { checkKey } from "../object/object-key.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/**
 * `AbortMultipartUpload`: the upload and its parts are gone. One that never was, or was aborted, answers NoSuchUpload;
 * to abort one that was completed of late does nothing. Source: boto3's integration tests, which do so.
 */
export const abortMultipartUpload: S3Operation<
  AbortMultipartUploadRequest,
  AbortMultipartUploadOutput
> = async (context, input) => {
  const { value: bucket } = await openBucket(context, input);
  const key = checkKey(input.Key);
  authorize(context, bucket, { action: "AbortMultipartUpload", key });
  const uploadId = input.UploadId ?? "";
  if (await wasCompleted(context.store, bucket.name, key, uploadId, context.now())) return EMPTY_OUTPUT;
  const upload = await openUpload(context.store, bucket.name, key, uploadId);
  const { IfMatchInitiatedTime: initiated } = input;
  if (
    initiated !== undefined &&
    Math.floor(initiated.getTime() / 1000) !== Math.floor(upload.value.initiatedMs / 1000)
  ) {
    throw preconditionFailed("x-amz-if-match-initiated-time");
  }
  await removeUpload(context, bucket.name, upload);
  return EMPTY_OUTPUT;
};
