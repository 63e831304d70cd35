import type {
  CreateStreamingDistributionWithTagsRequest,
  CreateStreamingDistributionWithTagsResult,
} from "@aws-sdk/client-cloudfront";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";
import { createStreaming } from "../streaming-distribution/create-streaming.ts";
import { acceptTags } from "../tagging/tags.ts";

/** `CreateStreamingDistributionWithTags` (since 2016-08-01), POST /VERSION/streaming-distribution?WithTags. */
export const createStreamingDistributionWithTags: Handler<
  CreateStreamingDistributionWithTagsRequest,
  CreateStreamingDistributionWithTagsResult
> = (context, input) => {
  const { StreamingDistributionConfig: config, Tags: tags } = required(
    input.StreamingDistributionConfigWithTags,
    "streamingDistributionConfigWithTags",
  );
  return createStreaming(context, config, acceptTags(tags, context.limits.tagsPerResource));
};
