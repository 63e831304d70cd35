import type { HeadBucketOutput, HeadBucketRequest } from "@aws-sdk/client-s3";
import { authorize } from "../access/authorize.ts";
import { openBucket } from "../bucket/bucket-repository.ts";
import type { S3Operation } from "../s3-context.ts";

/** `HeadBucket`: whether the bucket exists and may be listed; its region goes to everybody. */
export const headBucket: S3Operation<HeadBucketRequest, HeadBucketOutput> = async (context, input) => {
  const { value: bucket } = await openBucket(context, input);
  context.setHeader("x-amz-bucket-region", bucket.region);
  authorize(context, bucket, { action: "ListBucket" });
  // It has no body, and S3 names the type of one all the same.
  context.setHeader("content-type", "application/xml");
  return { BucketRegion: bucket.region, AccessPointAlias: false };
};
