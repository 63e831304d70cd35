import type { Document } from "@oxbow/store";
import { tryCommit } from "../bucket/bucket-repository.ts";
import type { Digest } from "../checksum/checksum-algorithm.ts";
import { invalidArgument } from "../errors.ts";
import type { Ingested } from "../object/ingest.ts";
import { deleteChunks } from "../object/version-repository.ts";
import type { S3Context } from "../s3-context.ts";
import type { PartRecord, UploadRecord } from "./upload-record.ts";
import { openUpload, partKey, partsOf, uploadsOf } from "./upload-repository.ts";

const MAX_PART_NUMBER = 10_000;

/** @throws ServiceError InvalidArgument */
export function checkPartNumber(partNumber: number | undefined): number {
  if (
    partNumber === undefined ||
    !Number.isInteger(partNumber) ||
    partNumber < 1 ||
    partNumber > MAX_PART_NUMBER
  ) {
    throw invalidArgument(
      "Part number must be an integer between 1 and 10000, inclusive",
      "partNumber",
      String(partNumber),
    );
  }
  return partNumber;
}

/** Makes ingested bytes a part of an upload that is still there; an earlier part of the number is replaced. */
export async function storePart(
  context: S3Context,
  bucketName: string,
  upload: Document<UploadRecord>,
  number: number,
  body: Ingested,
  alongside?: Digest,
): Promise<PartRecord> {
  const { store } = context;
  const { uploadId, key } = upload.value;
  const [chunk] = body.chunks;
  const part: PartRecord = {
    number,
    size: body.size,
    etag: body.md5.toString("hex"),
    ...(chunk === undefined ? {} : { blob: chunk.blob }),
    modifiedMs: context.now().getTime(),
    algorithm: body.algorithm,
    checksum: body.checksum,
    ...(alongside === undefined ? {} : { crc64nvme: alongside.digest().toString("base64") }),
  };
  try {
    for (;;) {
      const { revision, value } = await openUpload(store, bucketName, key, uploadId);
      const former = await store.get<PartRecord>(partsOf(uploadId), partKey(number));
      const isCommitted = await tryCommit(store, [
        // Written again unchanged: the new revision tells a completion under way that its parts are no longer all.
        { kind: "put", collection: uploadsOf(bucketName), key: upload.key, value, expect: revision },
        {
          kind: "put",
          collection: partsOf(uploadId),
          key: partKey(number),
          value: part,
          expect: former?.revision ?? "absent",
        },
      ]);
      if (!isCommitted) continue;
      if (former?.value.blob !== undefined) await context.blobs.delete(former.value.blob);
      return part;
    }
  } catch (error) {
    await deleteChunks(context, body.chunks);
    throw error;
  }
}
