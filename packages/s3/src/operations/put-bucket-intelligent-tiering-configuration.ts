import type { PutBucketIntelligentTieringConfigurationRequest } from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { putConfiguration } from "../bucket/configurations-by-id.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutBucketIntelligentTieringConfiguration`: stored and returned; nothing else happens. */
export const putBucketIntelligentTieringConfiguration: S3Operation<
  PutBucketIntelligentTieringConfigurationRequest,
  object
> = async (context, input) => {
  await changeBucket(context, input, "PutIntelligentTieringConfiguration", (bucket) =>
    putConfiguration(bucket, "intelligentTiering", input.Id, input.IntelligentTieringConfiguration),
  );
  return EMPTY_OUTPUT;
};
