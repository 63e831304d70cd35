import { authorize } from "../access/authorize.ts";
import { digestOf, prepareDigest } from "../checksum/checksum-algorithm.ts";
import { type ChecksumInput, checkDigests, declaredChecksum } from "../checksum/checksum-request.ts";
import type { S3Context } from "../s3-context.ts";
import type { BucketRecord } from "./bucket-record.ts";
import { type BucketInput, openBucket, updateBucket } from "./bucket-repository.ts";

/** The bucket an input names, if the requester may carry out the action on it. */
export async function readBucket(
  context: S3Context,
  input: BucketInput,
  action: string,
): Promise<BucketRecord> {
  const { value: bucket } = await openBucket(context, input);
  authorize(context, bucket, { action });
  return bucket;
}

/**
 * Changes a bucket's settings, if the requester may, after the body that brings them was checked against its digests.
 *
 * @param change may refuse by throwing; called again when somebody else was faster
 */
export async function changeBucket(
  context: S3Context,
  input: BucketInput & ChecksumInput,
  action: string,
  change: (bucket: BucketRecord) => BucketRecord,
): Promise<void> {
  const bucket = await readBucket(context, input, action);
  await checkPayload(context, input);
  await updateBucket(context, bucket.name, change);
}

/** The record without some of its settings. */
export function withoutSettings(
  bucket: BucketRecord,
  ...names: readonly (keyof BucketRecord)[]
): BucketRecord {
  const kept = Object.entries(bucket).filter(([name]) => !names.includes(name as keyof BucketRecord));
  return Object.fromEntries(kept) as unknown as BucketRecord;
}

/** Compares a body that was read whole with the digests its request declares. @throws ServiceError BadDigest */
export async function checkPayload({ payload, request }: S3Context, input: ChecksumInput): Promise<void> {
  if (payload === undefined) return;
  const declared = declaredChecksum(input, request.headers);
  if (declared.algorithm === undefined && declared.contentMd5 === undefined) return;
  await prepareDigest(declared.algorithm);
  const checksum =
    declared.algorithm === undefined ? undefined : digestOf(declared.algorithm, payload).toString("base64");
  checkDigests(declared, { md5: digestOf("MD5", payload), checksum }, {});
}
