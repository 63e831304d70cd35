import type { BucketRecord } from "./bucket/bucket-record.ts";
import { BUCKETS } from "./bucket/bucket-repository.ts";
import type { PartRecord, UploadRecord } from "./multipart/upload-record.ts";
import { partsOf, uploadsOf } from "./multipart/upload-repository.ts";
import type { ObjectRecord } from "./object/object-record.ts";
import { currentVersions, olderVersions } from "./object/version-repository.ts";
import type { S3State } from "./s3-context.ts";

/**
 * Deletes the bytes that no object and no part names: what a process leaves that was killed between storing bytes
 * and committing the document that names them. Only safe while no request is served.
 *
 * @returns how many blobs were deleted
 */
export async function deleteOrphans(state: S3State): Promise<number> {
  const named = await namedBlobs(state);
  const orphans = (await state.blobs.list()).filter((blob) => !named.has(blob));
  for (const blob of orphans) await state.blobs.delete(blob);
  return orphans.length;
}

async function namedBlobs({ store }: S3State): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for (const { key: bucketName } of await store.list<BucketRecord>(BUCKETS)) {
    for (const collection of [currentVersions(bucketName), olderVersions(bucketName)]) {
      for (const { value } of await store.list<ObjectRecord>(collection)) {
        for (const { blob } of value.chunks) named.add(blob);
      }
    }
    for (const { value: upload } of await store.list<UploadRecord>(uploadsOf(bucketName))) {
      for (const { value: part } of await store.list<PartRecord>(partsOf(upload.uploadId))) {
        if (part.blob !== undefined) named.add(part.blob);
      }
    }
  }
  return named;
}
