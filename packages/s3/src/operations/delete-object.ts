import type { DeleteObjectOutput, DeleteObjectRequest } from "@aws-sdk/client-s3";
import { openBucket } from "../bucket/bucket-repository.ts";
import { headerNotImplemented } from "../errors.ts";
import { deleteVersion } from "../object/delete-version.ts";
import { checkKey } from "../object/object-key.ts";
import type { S3Operation } from "../s3-context.ts";

/** `DeleteObject`: deleting what is not there succeeds. Conditions on date and size are for directory buckets only. */
export const deleteObject: S3Operation<DeleteObjectRequest, DeleteObjectOutput> = async (context, input) => {
  const { value: bucket } = await openBucket(context, input);
  const key = checkKey(input.Key);
  if (input.IfMatchLastModifiedTime !== undefined)
    throw headerNotImplemented("x-amz-if-match-last-modified-time");
  if (input.IfMatchSize !== undefined) throw headerNotImplemented("x-amz-if-match-size");
  const deleted = await deleteVersion(context, bucket, {
    key,
    versionId: input.VersionId,
    ifMatch: input.IfMatch,
    bypassesGovernance: input.BypassGovernanceRetention === true,
  });
  return {
    ...(deleted.isDeleteMarker ? { DeleteMarker: true } : {}),
    ...(deleted.versionId === undefined ? {} : { VersionId: deleted.versionId }),
  };
};
