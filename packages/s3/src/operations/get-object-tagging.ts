import type { GetObjectTaggingOutput, GetObjectTaggingRequest } from "@aws-sdk/client-s3";
import { findObject } from "../object/find-object.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetObjectTagging`. */
export const getObjectTagging: S3Operation<GetObjectTaggingRequest, GetObjectTaggingOutput> = async (
  context,
  input,
) => {
  const { bucket, object } = await findObject(context, input, "GetObjectTagging");
  return {
    TagSet: [...(object.tags ?? [])],
    ...(bucket.versioning === undefined ? {} : { VersionId: object.versionId }),
  };
};
