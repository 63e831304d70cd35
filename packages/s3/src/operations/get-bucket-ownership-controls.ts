import type { GetBucketOwnershipControlsOutput, GetBucketOwnershipControlsRequest } from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { notConfigured } from "../errors.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketOwnershipControls`. */
export const getBucketOwnershipControls: S3Operation<
  GetBucketOwnershipControlsRequest,
  GetBucketOwnershipControlsOutput
> = async (context, input) => {
  const { name, ownership } = await readBucket(context, input, "GetBucketOwnershipControls");
  if (ownership === undefined)
    throw notConfigured(
      "OwnershipControlsNotFoundError",
      "The bucket ownership controls were not found",
      name,
    );
  return { OwnershipControls: { Rules: [{ ObjectOwnership: ownership }] } };
};
