import type {
  BucketLocationConstraint,
  GetBucketLocationOutput,
  GetBucketLocationRequest,
} from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { DEFAULT_REGION } from "../bucket/region.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketLocation`: empty for us-east-1, as it always was. There one may ask for the buckets of all regions. */
export const getBucketLocation: S3Operation<GetBucketLocationRequest, GetBucketLocationOutput> = async (
  context,
  input,
) => {
  const asked =
    context.verifiedRegion === DEFAULT_REGION ? { ...context, verifiedRegion: undefined } : context;
  const { region } = await readBucket(asked, input, "GetBucketLocation");
  return region === DEFAULT_REGION ? {} : { LocationConstraint: region as BucketLocationConstraint };
};
