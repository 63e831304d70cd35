import type { DeleteBucketIntelligentTieringConfigurationRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { removeConfiguration } from "../bucket/configurations-by-id.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `DeleteBucketIntelligentTieringConfiguration`. */
export const deleteBucketIntelligentTieringConfiguration: S3Operation<
  DeleteBucketIntelligentTieringConfigurationRequest,
  object
> = async (context, input) => {
  await changeBucket(context, input, "PutIntelligentTieringConfiguration", (bucket) =>
    removeConfiguration(bucket, "intelligentTiering", input.Id),
  );
  return EMPTY_OUTPUT;
};
