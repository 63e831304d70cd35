import type {
  CreateStreamingDistributionResult,
  StreamingDistributionConfig,
} from "@aws-sdk/client-cloudfront";
import { insertDistribution } from "../lifecycle/insert-distribution.ts";
import { locationOf } from "../location.ts";
import { itemsOf } from "../quantities.ts";
import type { Context } from "../state.ts";
import type { TagMap } from "../tagging/tags.ts";
import { acceptStreamingConfiguration } from "./accept-configuration.ts";
import { toStreamingDistribution } from "./streaming-output.ts";

/** What both ways to create a streaming distribution have in common. */
export async function createStreaming(
  context: Context,
  input: StreamingDistributionConfig | undefined,
  tags: TagMap | undefined,
): Promise<CreateStreamingDistributionResult> {
  const config = await acceptStreamingConfiguration(context, input);
  const record = await insertDistribution(context, {
    kind: "streaming",
    config,
    callerReference: config.CallerReference,
    aliases: itemsOf("Aliases", config.Aliases),
    tags,
  });
  return {
    StreamingDistribution: toStreamingDistribution(context, record),
    Location: locationOf(context.apiVersion, `streaming-distribution/${record.id}`),
    ETag: record.etag,
  };
}
