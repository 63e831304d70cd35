import type {
  ListBucketIntelligentTieringConfigurationsOutput,
  ListBucketIntelligentTieringConfigurationsRequest,
} from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { listConfigurations } from "../bucket/configurations-by-id.ts";
import type { S3Operation } from "../s3-context.ts";

/** `ListBucketIntelligentTieringConfigurations`: all of them in one page. */
export const listBucketIntelligentTieringConfigurations: S3Operation<
  ListBucketIntelligentTieringConfigurationsRequest,
  ListBucketIntelligentTieringConfigurationsOutput
> = async (context, input) => {
  const bucket = await readBucket(context, input, "GetIntelligentTieringConfiguration");
  return {
    IsTruncated: false,
    IntelligentTieringConfigurationList: listConfigurations(bucket, "intelligentTiering"),
  };
};
