import type { PutBucketTaggingRequest } from "@aws-sdk/client-s3";
import { changeBucket, withoutSettings } from "../bucket/bucket-access.ts";
import { checkTags } from "../bucket/tag-set.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutBucketTagging`: replaces all tags; none are as good as deleted. */
export const putBucketTagging: S3Operation<PutBucketTaggingRequest, object> = async (context, input) => {
  const tags = checkTags(input.Tagging?.TagSet ?? [], "bucket");
  await changeBucket(context, input, "PutBucketTagging", (bucket) =>
    tags.length === 0 ? withoutSettings(bucket, "tags") : { ...bucket, tags },
  );
  return EMPTY_OUTPUT;
};
