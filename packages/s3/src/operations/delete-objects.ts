import type {
  _Error,
  DeletedObject,
  DeleteObjectsOutput,
  DeleteObjectsRequest,
  ObjectIdentifier,
} from "@aws-sdk/client-s3";
import { ServiceError } from "@oxbow/aws-protocol";
import { checkPayload } from "../bucket/bucket-access.ts";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { openBucket } from "../bucket/bucket-repository.ts";
import { malformedXml, noSuchVersion } from "../errors.ts";
import { deleteVersion } from "../object/delete-version.ts";
import { checkKey } from "../object/object-key.ts";
import { NULL_VERSION } from "../object/object-record.ts";
import type { S3Context, S3Operation } from "../s3-context.ts";

/** Most keys of one request. Source: API reference. */
const MAX_KEYS = 1000;

/** Deletions under way together: they share the syncs of a durable store. */
const AT_ONCE = 50;

/** `DeleteObjects`: each on its own; what fails is told, what succeeds too unless the request is quiet. */
export const deleteObjects: S3Operation<DeleteObjectsRequest, DeleteObjectsOutput> = async (
  context,
  input,
) => {
  const { value: bucket } = await openBucket(context, input);
  await checkPayload(context, input);
  const { Objects: objects = [], Quiet: isQuiet = false } = input.Delete ?? {};
  if (objects.length === 0 || objects.length > MAX_KEYS) throw malformedXml();
  const deleted: DeletedObject[] = [];
  const errors: _Error[] = [];
  for (let start = 0; start < objects.length; start += AT_ONCE) {
    const outcomes = objects
      .slice(start, start + AT_ONCE)
      .map((object) => attempt(context, bucket, object, input.BypassGovernanceRetention === true));
    for (const outcome of await Promise.all(outcomes)) {
      if ("Code" in outcome) errors.push(outcome);
      else deleted.push(outcome);
    }
  }
  return { ...(isQuiet ? {} : { Deleted: deleted }), Errors: errors };
};

async function attempt(
  context: S3Context,
  bucket: BucketRecord,
  object: ObjectIdentifier,
  bypassesGovernance: boolean,
): Promise<DeletedObject | (_Error & { readonly Code: string })> {
  try {
    return await deleteOne(context, bucket, object, bypassesGovernance);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { Key: key, VersionId: versionId } = object;
    return {
      Key: key,
      ...(versionId === undefined ? {} : { VersionId: versionId }),
      Code: error.code,
      Message: error.message,
    };
  }
}

async function deleteOne(
  context: S3Context,
  bucket: BucketRecord,
  { Key: key, VersionId: versionId, ETag: ifMatch }: ObjectIdentifier,
  bypassesGovernance: boolean,
): Promise<DeletedObject> {
  const wanted = versionId === "" ? undefined : versionId;
  // Where there are no versions a batch misses the one it names; DeleteObject calls the id invalid.
  if (bucket.versioning === undefined && wanted !== undefined && wanted !== NULL_VERSION) {
    throw noSuchVersion(checkKey(key), wanted);
  }
  const result = await deleteVersion(context, bucket, {
    key: checkKey(key),
    versionId: wanted,
    ifMatch,
    bypassesGovernance,
  });
  return {
    Key: key,
    ...(versionId === undefined ? {} : { VersionId: versionId }),
    ...(result.isDeleteMarker ? { DeleteMarker: true, DeleteMarkerVersionId: result.versionId } : {}),
  };
}
