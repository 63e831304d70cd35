import type { Store, Write } from "@oxbow/store";
import { uploadKey } from "./upload-repository.ts";

/** For how long it is remembered that an upload was completed. */
const REMEMBERED_MS = 24 * 60 * 60_000;

interface CompletedUpload {
  /** Milliseconds since the epoch. */
  readonly completedMs: number;
}

const completedUploadsOf = (bucketName: string): string => `s3.completed/${bucketName}`;

/** Committed with the object that the upload became: to abort it now changes nothing, and is not refused. */
export function rememberCompleted(bucketName: string, key: string, uploadId: string, now: Date): Write {
  const value: CompletedUpload = { completedMs: now.getTime() };
  return { kind: "put", collection: completedUploadsOf(bucketName), key: uploadKey(key, uploadId), value };
}

/** Whether the upload was completed, and not too long ago: nobody may have swept in the meantime. */
export async function wasCompleted(
  store: Store,
  bucketName: string,
  key: string,
  uploadId: string,
  now: Date,
): Promise<boolean> {
  const collection = completedUploadsOf(bucketName);
  const completed = await store.get<CompletedUpload>(collection, uploadKey(key, uploadId));
  return completed !== undefined && !isForgotten(completed.value, now);
}

/** Forgets those that were completed long ago; all of them when no time is given. */
export async function forgetCompleted(store: Store, bucketName: string, now?: Date): Promise<void> {
  const collection = completedUploadsOf(bucketName);
  const completed = await store.list<CompletedUpload>(collection);
  const due = completed.filter(({ value }) => now === undefined || isForgotten(value, now));
  if (due.length > 0) await store.commit(due.map(({ key }): Write => ({ kind: "delete", collection, key })));
}

function isForgotten({ completedMs }: CompletedUpload, now: Date): boolean {
  return completedMs + REMEMBERED_MS <= now.getTime();
}
