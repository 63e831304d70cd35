import type { DeleteObjectTaggingOutput, DeleteObjectTaggingRequest } from "@aws-sdk/client-s3";
import { changeObject } from "../object/change-object.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `DeleteObjectTagging`. */
export const deleteObjectTagging: S3Operation<DeleteObjectTaggingRequest, DeleteObjectTaggingOutput> = async (
  context,
  input,
) => {
  const { bucket, object } = await changeObject(context, input, "DeleteObjectTagging", (current) => ({
    ...current,
    tags: [],
  }));
  return bucket.versioning === undefined ? EMPTY_OUTPUT : { VersionId: object.versionId };
};
