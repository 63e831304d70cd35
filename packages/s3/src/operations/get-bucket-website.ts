import type { GetBucketWebsiteOutput, GetBucketWebsiteRequest } from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { notConfigured } from "../errors.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketWebsite`. */
export const getBucketWebsite: S3Operation<GetBucketWebsiteRequest, GetBucketWebsiteOutput> = async (
  context,
  input,
) => {
  const { name, website } = await readBucket(context, input, "GetBucketWebsite");
  if (website === undefined)
    throw notConfigured(
      "NoSuchWebsiteConfiguration",
      "The specified bucket does not have a website configuration",
      name,
    );
  return website;
};
