import type { Document, Store, Write } from "@oxbow/store";
import { tryCommit } from "../bucket/bucket-repository.ts";
import { noSuchUpload } from "../errors.ts";
import type { S3State } from "../s3-context.ts";
import type { PartRecord, UploadRecord } from "./upload-record.ts";

/** The uploads under way in a bucket: by key, then by time. */
export const uploadsOf = (bucketName: string): string => `s3.uploads/${bucketName}`;

/** The parts of an upload, by number. */
export const partsOf = (uploadId: string): string => `s3.parts/${uploadId}`;

const UPLOAD_ID = /^[0-9a-f]{12}[A-Za-z0-9._]{52}$/;

/** An upload id begins with the time, so that the ids of a key are in the order of its uploads. */
export function newUploadId(nowMs: number, randomBytes: (byteLength: number) => Uint8Array): string {
  const random = Buffer.from(randomBytes(39)).toString("base64").replaceAll("+", ".").replaceAll("/", "_");
  return nowMs.toString(16).padStart(12, "0") + random;
}

export function uploadKey(key: string, uploadId: string): string {
  return `${key}\0${uploadId}`;
}

export function partKey(partNumber: number): string {
  return String(partNumber).padStart(5, "0");
}

/** @throws ServiceError NoSuchUpload */
export async function openUpload(
  store: Store,
  bucketName: string,
  key: string,
  uploadId: string,
): Promise<Document<UploadRecord>> {
  const found = UPLOAD_ID.test(uploadId)
    ? await store.get<UploadRecord>(uploadsOf(bucketName), uploadKey(key, uploadId))
    : undefined;
  if (found === undefined) throw noSuchUpload(uploadId);
  return found;
}

export async function listPartRecords(store: Store, uploadId: string): Promise<readonly PartRecord[]> {
  return (await store.list<PartRecord>(partsOf(uploadId))).map(({ value }) => value);
}

/** Forgets an upload and its parts; false when it was no longer there. */
export async function removeUpload(
  { store, blobs }: Pick<S3State, "store" | "blobs">,
  bucketName: string,
  upload: Document<UploadRecord>,
): Promise<boolean> {
  const { uploadId } = upload.value;
  const isRemoved = await tryCommit(store, [
    { kind: "delete", collection: uploadsOf(bucketName), key: upload.key, expect: upload.revision },
  ]);
  if (!isRemoved) return false;
  // From here on no part can come: each one's commit checks that the upload is there.
  const parts = await store.list<PartRecord>(partsOf(uploadId));
  await store.commit(parts.map(({ key }): Write => ({ kind: "delete", collection: partsOf(uploadId), key })));
  for (const { value } of parts) if (value.blob !== undefined) await blobs.delete(value.blob);
  return true;
}

/** Forgets every upload of a bucket. */
export async function clearUploads(
  state: Pick<S3State, "store" | "blobs">,
  bucketName: string,
): Promise<void> {
  for (const upload of await state.store.list<UploadRecord>(uploadsOf(bucketName))) {
    await removeUpload(state, bucketName, upload);
  }
}
