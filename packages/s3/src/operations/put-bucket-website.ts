import type { PutBucketWebsiteRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";
import { checkWebsite } from "../website/website-configuration.ts";

/** `PutBucketWebsite`. */
export const putBucketWebsite: S3Operation<PutBucketWebsiteRequest, object> = async (context, input) => {
  const website = checkWebsite(input.WebsiteConfiguration);
  await changeBucket(context, input, "PutBucketWebsite", (bucket) => ({ ...bucket, website }));
  return EMPTY_OUTPUT;
};
