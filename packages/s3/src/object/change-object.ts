import type { BucketRecord } from "../bucket/bucket-record.ts";
import { noSuchKey } from "../errors.ts";
import type { S3Context } from "../s3-context.ts";
import { type FoundObject, findObject, type ObjectInput } from "./find-object.ts";
import type { ObjectRecord } from "./object-record.ts";
import { updateVersion } from "./version-repository.ts";

/**
 * Changes a version in place, if the requester may.
 *
 * @param change may refuse by throwing; called again when somebody else was faster
 */
export async function changeObject(
  context: S3Context,
  input: ObjectInput,
  action: string,
  change: (object: ObjectRecord, bucket: BucketRecord) => ObjectRecord,
): Promise<FoundObject> {
  const { bucket, object } = await findObject(context, input, action);
  const { key, versionId } = object;
  const changed = await updateVersion(context, bucket.name, key, versionId, (current) =>
    change(current, bucket),
  );
  if (changed === undefined) throw noSuchKey(key);
  if (bucket.versioning !== undefined) context.setHeader("x-amz-version-id", versionId);
  return { bucket, object: changed };
}
