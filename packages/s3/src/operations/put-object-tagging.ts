import type { PutObjectTaggingOutput, PutObjectTaggingRequest } from "@aws-sdk/client-s3";
import { checkPayload } from "../bucket/bucket-access.ts";
import { checkTags } from "../bucket/tag-set.ts";
import { changeObject } from "../object/change-object.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutObjectTagging`: replaces all tags. */
export const putObjectTagging: S3Operation<PutObjectTaggingRequest, PutObjectTaggingOutput> = async (
  context,
  input,
) => {
  const tags = checkTags(input.Tagging?.TagSet ?? [], "object");
  await checkPayload(context, input);
  const { bucket, object } = await changeObject(context, input, "PutObjectTagging", (current) => ({
    ...current,
    tags,
  }));
  return bucket.versioning === undefined ? EMPTY_OUTPUT : { VersionId: object.versionId };
};
