import { type AccessRequest, authorize, isAllowed } from "../access/authorize.ts";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { type BucketInput, openBucket } from "../bucket/bucket-repository.ts";
import { accessDenied, methodNotAllowed, noSuchKey, noSuchVersion } from "../errors.ts";
import type { S3Context } from "../s3-context.ts";
import { checkKey } from "./object-key.ts";
import type { ObjectRecord } from "./object-record.ts";
import { checkVersionIdIn } from "./version-id.ts";
import { findVersion } from "./version-repository.ts";

/** The members of an input that say which object is meant. */
export interface ObjectInput extends BucketInput {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
}

export interface FoundObject {
  readonly bucket: BucketRecord;
  readonly object: ObjectRecord;
}

/**
 * Finds the object that an input names, if the requester may do with it what he wants. A missing object is told to
 * those who may list the bucket; others are denied.
 *
 * @param action without a version, as policies name it: `GetObject` becomes `GetObjectVersion` with one
 */
export async function findObject(
  context: S3Context,
  input: ObjectInput,
  action: string,
): Promise<FoundObject> {
  const { VersionId: versionId } = input;
  const { value: bucket } = await openBucket(context, input);
  const key = checkKey(input.Key);
  if (versionId !== undefined) checkVersionIdIn(bucket, versionId);
  const found = await findVersion(context.store, bucket.name, key, versionId);
  const object = found?.value;
  const access: AccessRequest = { action: versionedAction(action, versionId), key, object };
  if (object === undefined || object.isDeleteMarker === true) {
    // Who may not list a bucket is not told whether an object exists.
    if (!isAllowed(context, bucket, { action: "ListBucket" })) throw accessDenied();
    throw absence(context, input, action, object);
  }
  authorize(context, bucket, access);
  return { bucket, object };
}

/** `GetObjectTagging` of a version is `GetObjectVersionTagging`. */
export function versionedAction(action: string, versionId: string | undefined): string {
  return versionId === undefined ? action : action.replace("Object", "ObjectVersion");
}

function absence(
  context: S3Context,
  { Key: key = "", VersionId: versionId }: ObjectInput,
  action: string,
  marker: ObjectRecord | undefined,
): Error {
  if (marker === undefined) return versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
  context.setHeader("x-amz-delete-marker", "true");
  context.setHeader("x-amz-version-id", marker.versionId);
  const { method } = context.request;
  // Reading what is deleted finds nothing; changing it is refused (tsv: test_put_object_acl_on_delete_marker), and so
  // is reading its tags (LocalStack's recorded test_object_tagging_versioned).
  const isRead = (method === "GET" || method === "HEAD") && action !== "GetObjectTagging";
  if (versionId === undefined && isRead) return noSuchKey(key);
  return methodNotAllowed(method, "DeleteMarker", {
    allow: "DELETE",
    "last-modified": new Date(marker.modifiedMs).toUTCString(),
  });
}
