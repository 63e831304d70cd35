import type {
  BucketLocationConstraint,
  GetBucketLocationOutput,
  GetBucketLocationRequest,
} from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { DEFAULT_REGION } from "../bucket/region.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketLocation`: empty for us-east-1, as it always was. */
export const getBucketLocation: S3Operation<GetBucketLocationRequest, GetBucketLocationOutput> = async (
  context,
  input,
) => {
  const { region } = await readBucket(context, input, "GetBucketLocation");
  return region === DEFAULT_REGION ? {} : { LocationConstraint: region as BucketLocationConstraint };
};
