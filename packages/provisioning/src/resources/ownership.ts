import {
  DeleteObjectsCommand,
  GetBucketTaggingCommand,
  HeadObjectCommand,
  PutBucketTaggingCommand,
} from "@aws-sdk/client-s3";
import type { SiteClients } from "../clients.ts";
import { mapLimited } from "../map-limited.ts";
import { isServiceError } from "./service-error.ts";

/**
 * The marks by which a site knows its own things again: a tag on buckets, metadata on objects. What has no mark was
 * made by somebody else and is never deleted.
 */
const BUCKET_TAG = "oxbow:site";
const OBJECT_METADATA = "oxbow-site";
const OBJECTS_AT_ONCE = 16;
/** S3's limit on the keys of one DeleteObjects. */
const DELETE_BATCH = 1000;

/** User metadata of an object that this site uploads. */
export function objectMark(siteName: string): Readonly<Record<string, string>> {
  return { [OBJECT_METADATA]: siteName };
}

/** Marks a bucket that was just created. */
export async function markBucket({ s3 }: SiteClients, bucket: string, siteName: string): Promise<void> {
  await s3.send(
    new PutBucketTaggingCommand({
      Bucket: bucket,
      Tagging: { TagSet: [{ Key: BUCKET_TAG, Value: siteName }] },
    }),
  );
}

export async function ownsBucket({ s3 }: SiteClients, bucket: string, siteName: string): Promise<boolean> {
  try {
    const { TagSet = [] } = await s3.send(new GetBucketTaggingCommand({ Bucket: bucket }));
    return TagSet.some(({ Key, Value }) => Key === BUCKET_TAG && Value === siteName);
  } catch (error) {
    if (isServiceError(error, "NoSuchTagSet")) return false;
    throw error;
  }
}

/** Which of these objects the site uploaded. */
export async function ownObjects(
  { s3 }: SiteClients,
  bucket: string,
  keys: readonly string[],
  siteName: string,
): Promise<ReadonlySet<string>> {
  const own = new Set<string>();
  await mapLimited(keys, OBJECTS_AT_ONCE, async (key) => {
    const { Metadata } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    if (Metadata?.[OBJECT_METADATA] === siteName) own.add(key);
  });
  return own;
}

/** Deletes objects, as many a request as S3 takes. @throws Error that names the first one that stayed */
export async function deleteObjects(
  { s3 }: SiteClients,
  bucket: string,
  keys: readonly string[],
): Promise<void> {
  for (let start = 0; start < keys.length; start += DELETE_BATCH) {
    const Objects = keys.slice(start, start + DELETE_BATCH).map((Key) => ({ Key }));
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    );
    const [first] = Errors;
    if (first !== undefined)
      throw new Error(`${bucket}/${first.Key} cannot be deleted: ${first.Code} ${first.Message}`);
  }
}
