import type { ListPartsOutput, ListPartsRequest } from "@aws-sdk/client-s3";
import { toWireOwner } from "../access/acl-output.ts";
import { authorize } from "../access/authorize.ts";
import { openBucket } from "../bucket/bucket-repository.ts";
import { checksumMember } from "../checksum/checksum-request.ts";
import { MAX_PAGE, pageSize } from "../listing/page-size.ts";
import { listPartRecords, openUpload } from "../multipart/upload-repository.ts";
import { checkKey } from "../object/object-key.ts";
import { quotedEtag } from "../object/object-record.ts";
import { wholeSeconds } from "../object/whole-seconds.ts";
import type { S3Operation } from "../s3-context.ts";

/** `ListParts`: what was uploaded so far, by number. */
export const listParts: S3Operation<ListPartsRequest, ListPartsOutput> = async (context, input) => {
  const { value: bucket } = await openBucket(context, input);
  const key = checkKey(input.Key);
  authorize(context, bucket, { action: "ListMultipartUploadParts", key });
  const { value: upload } = await openUpload(context.store, bucket.name, key, input.UploadId ?? "");
  const marker = Number(input.PartNumberMarker ?? 0);
  const maxParts = Math.min(pageSize(input.MaxParts, "max-parts"), MAX_PAGE);
  const after = (await listPartRecords(context.store, upload.uploadId)).filter(
    ({ number }) => number > marker,
  );
  const page = after.slice(0, maxParts);
  const { checksumAlgorithm: algorithm } = upload;
  return {
    Bucket: bucket.name,
    Key: key,
    UploadId: upload.uploadId,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.number ?? 0),
    MaxParts: maxParts,
    IsTruncated: after.length > page.length,
    Initiator: toWireOwner(upload.initiator),
    Owner: toWireOwner(upload.object.owner),
    StorageClass: upload.object.storageClass,
    ...(algorithm === undefined ? {} : { ChecksumAlgorithm: algorithm, ChecksumType: upload.checksumType }),
    Parts: page.map((part) => ({
      PartNumber: part.number,
      LastModified: wholeSeconds(part.modifiedMs),
      ETag: quotedEtag(part),
      Size: part.size,
      ...(algorithm === part.algorithm ? { [checksumMember(algorithm)]: part.checksum } : {}),
    })),
  };
};
