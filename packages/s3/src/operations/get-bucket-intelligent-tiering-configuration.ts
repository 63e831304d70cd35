import type {
  GetBucketIntelligentTieringConfigurationOutput,
  GetBucketIntelligentTieringConfigurationRequest,
} from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { configurationById } from "../bucket/configurations-by-id.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketIntelligentTieringConfiguration`. */
export const getBucketIntelligentTieringConfiguration: S3Operation<
  GetBucketIntelligentTieringConfigurationRequest,
  GetBucketIntelligentTieringConfigurationOutput
> = async (context, input) => {
  const bucket = await readBucket(context, input, "GetIntelligentTieringConfiguration");
  return { IntelligentTieringConfiguration: configurationById(bucket, "intelligentTiering", input.Id) };
};
