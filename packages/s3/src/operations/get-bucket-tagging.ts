import type { GetBucketTaggingOutput, GetBucketTaggingRequest } from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { notConfigured } from "../errors.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketTagging`. */
export const getBucketTagging: S3Operation<GetBucketTaggingRequest, GetBucketTaggingOutput> = async (
  context,
  input,
) => {
  const { name, tags } = await readBucket(context, input, "GetBucketTagging");
  if (tags === undefined) throw notConfigured("NoSuchTagSet", "The TagSet does not exist", name);
  return { TagSet: [...tags] };
};
