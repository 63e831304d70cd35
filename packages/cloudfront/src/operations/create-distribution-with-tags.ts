import type {
  CreateDistributionWithTagsRequest,
  CreateDistributionWithTagsResult,
} from "@aws-sdk/client-cloudfront";
import { createWeb } from "../distribution/create-web.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";
import { acceptTags } from "../tagging/tags.ts";

/** `CreateDistributionWithTags` (since 2016-08-01), POST /VERSION/distribution?WithTags. */
export const createDistributionWithTags: Handler<
  CreateDistributionWithTagsRequest,
  CreateDistributionWithTagsResult
> = (context, input) => {
  const { DistributionConfig: config, Tags: tags } = required(
    input.DistributionConfigWithTags,
    "distributionConfigWithTags",
  );
  return createWeb(context, config, acceptTags(tags, context.limits.tagsPerResource));
};
