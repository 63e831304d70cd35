import { ConflictError, type Document, type Store, type Write } from "@oxbow/store";
import { accessDenied, invalidBucketName, invalidBucketOwner, noSuchBucket } from "../errors.ts";
import { mayNameBucket } from "./bucket-name.ts";
import type { BucketRecord } from "./bucket-record.ts";
import { checkSignedRegion, type SignedRegion } from "./signed-region.ts";

/** Bucket records by name. */
export const BUCKETS = "s3.buckets";

/** The members of an input that say which bucket is meant, and whose. */
export interface BucketInput {
  readonly Bucket?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

const ACCOUNT_ID = /^\d{12}$/;

/** Where a bucket is looked for, and by whom. */
export interface BucketRequest extends SignedRegion {
  readonly store: Store;
}

/**
 * @throws ServiceError NoSuchBucket; AccessDenied when it belongs to another account than expected; PermanentRedirect
 * or AuthorizationHeaderMalformed when it is in another region than the request was signed for
 */
export async function openBucket(
  from: BucketRequest,
  { Bucket: name = "", ExpectedBucketOwner: expectedOwner }: BucketInput,
): Promise<Document<BucketRecord>> {
  if (expectedOwner !== undefined && !ACCOUNT_ID.test(expectedOwner)) throw invalidBucketOwner(expectedOwner);
  const bucket = await from.store.get<BucketRecord>(BUCKETS, name);
  if (bucket === undefined) throw mayNameBucket(name) ? noSuchBucket(name) : invalidBucketName(name);
  checkSignedRegion(from, bucket.value);
  if (expectedOwner !== undefined && expectedOwner !== bucket.value.ownerAccountId) throw accessDenied();
  return bucket;
}

/** Applies a change to a bucket, again if somebody else was faster. */
export async function updateBucket(
  { store }: { readonly store: Store },
  name: string,
  change: (bucket: BucketRecord) => BucketRecord,
): Promise<void> {
  for (;;) {
    const bucket = await openBucket({ store }, { Bucket: name });
    const write: Write = {
      kind: "put",
      collection: BUCKETS,
      key: name,
      value: change(bucket.value),
      expect: bucket.revision,
    };
    if (await tryCommit(store, [write])) return;
  }
}

/** False when an expectation did not hold: read again, decide again. */
export async function tryCommit(store: Store, writes: readonly Write[]): Promise<boolean> {
  try {
    await store.commit(writes);
    return true;
  } catch (error) {
    if (error instanceof ConflictError) return false;
    throw error;
  }
}
