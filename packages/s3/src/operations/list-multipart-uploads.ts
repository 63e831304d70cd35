import type {
  ListMultipartUploadsOutput,
  ListMultipartUploadsRequest,
  MultipartUpload,
} from "@aws-sdk/client-s3";
import { toWireOwner } from "../access/acl-output.ts";
import { authorize } from "../access/authorize.ts";
import { openBucket } from "../bucket/bucket-repository.ts";
import { invalidArgument } from "../errors.ts";
import { MAX_PAGE, pageSize } from "../listing/page-size.ts";
import { keyEncoder } from "../listing/url-encoding.ts";
import type { UploadRecord } from "../multipart/upload-record.ts";
import { uploadsOf } from "../multipart/upload-repository.ts";
import { wholeSeconds } from "../object/whole-seconds.ts";
import type { S3Operation } from "../s3-context.ts";

/** `ListMultipartUploads`: by key, and of a key in the order in which they began. */
export const listMultipartUploads: S3Operation<
  ListMultipartUploadsRequest,
  ListMultipartUploadsOutput
> = async (context, input) => {
  const { value: bucket } = await openBucket(context, input);
  authorize(context, bucket, { action: "ListBucketMultipartUploads" });
  const { Prefix: prefix = "", Delimiter: delimiter = "", KeyMarker: keyMarker = "" } = input;
  const { UploadIdMarker: uploadIdMarker = "" } = input;
  const encode = keyEncoder(input.EncodingType);
  const maxUploads = Math.min(pageSize(input.MaxUploads, "max-uploads"), MAX_PAGE);
  const uploads = (await context.store.list<UploadRecord>(uploadsOf(bucket.name), { prefix })).map(
    ({ value }) => value,
  );
  const collapsed = collapseUploads(afterMarker(uploads, keyMarker, uploadIdMarker), prefix, delimiter);
  // A page that ended with a common prefix goes on behind everything under it.
  const entries = collapsed.filter(({ name, upload }) => upload !== undefined || name !== keyMarker);
  const page = entries.slice(0, maxUploads);
  const last = page.at(-1);
  const isTruncated = entries.length > page.length && maxUploads > 0;
  return {
    Bucket: bucket.name,
    KeyMarker: encode(keyMarker),
    UploadIdMarker: keyMarker === "" ? "" : uploadIdMarker,
    // The last of the page, whether or not there is another.
    NextKeyMarker: encode(last?.name ?? ""),
    NextUploadIdMarker: last?.upload?.uploadId ?? "",
    Prefix: encode(prefix),
    ...(delimiter === "" ? {} : { Delimiter: encode(delimiter) }),
    ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
    MaxUploads: maxUploads,
    IsTruncated: isTruncated,
    Uploads: page.flatMap(({ upload }) =>
      upload === undefined ? [] : [toListed(upload, encode(upload.key))],
    ),
    CommonPrefixes: page.flatMap(({ upload, name }) =>
      upload === undefined ? [{ Prefix: encode(name) }] : [],
    ),
  };
};

/** An upload by its key, or a common prefix without one. */
interface Entry {
  readonly name: string;
  readonly upload?: UploadRecord;
}

function afterMarker(
  uploads: readonly UploadRecord[],
  keyMarker: string,
  uploadIdMarker: string,
): readonly UploadRecord[] {
  // An upload id marker means nothing without a key.
  if (keyMarker === "") return uploads;
  if (uploadIdMarker === "") {
    return uploads.filter(({ key }) => Buffer.compare(Buffer.from(key), Buffer.from(keyMarker)) > 0);
  }
  const marked = uploads.findIndex(({ key, uploadId }) => key === keyMarker && uploadId === uploadIdMarker);
  if (marked < 0) throw invalidArgument("Invalid uploadId marker", "upload-id-marker", uploadIdMarker);
  return uploads.slice(marked + 1);
}

function collapseUploads(
  uploads: readonly UploadRecord[],
  prefix: string,
  delimiter: string,
): readonly Entry[] {
  const entries: Entry[] = [];
  for (const upload of uploads) {
    const at = delimiter === "" ? -1 : upload.key.indexOf(delimiter, prefix.length);
    if (at < 0) {
      entries.push({ name: upload.key, upload });
      continue;
    }
    const name = upload.key.slice(0, at + delimiter.length);
    const previous = entries.at(-1);
    if (previous?.upload !== undefined || previous?.name !== name) entries.push({ name });
  }
  return entries;
}

function toListed(upload: UploadRecord, key: string): MultipartUpload {
  return {
    Key: key,
    UploadId: upload.uploadId,
    Initiated: wholeSeconds(upload.initiatedMs),
    StorageClass: upload.object.storageClass,
    Owner: toWireOwner(upload.object.owner),
    Initiator: toWireOwner(upload.initiator),
    ...(upload.checksumAlgorithm === undefined
      ? {}
      : { ChecksumAlgorithm: upload.checksumAlgorithm, ChecksumType: upload.checksumType }),
  };
}
