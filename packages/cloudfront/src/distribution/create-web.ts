import type { CreateDistributionResult, DistributionConfig } from "@aws-sdk/client-cloudfront";
import { insertDistribution } from "../lifecycle/insert-distribution.ts";
import { locationOf } from "../location.ts";
import { itemsOf } from "../quantities.ts";
import { required } from "../required.ts";
import type { Context } from "../state.ts";
import type { TagMap } from "../tagging/tags.ts";
import { acceptConfiguration } from "./accept-configuration.ts";
import { toDistribution } from "./distribution-output.ts";

/** What all ways to create a web distribution have in common. */
export async function createWeb(
  context: Context,
  input: DistributionConfig | undefined,
  tags: TagMap | undefined,
): Promise<CreateDistributionResult> {
  const config = await acceptConfiguration(context, input);
  const record = await insertDistribution(context, {
    kind: "web",
    config,
    callerReference: required(config.CallerReference, "distributionConfig.callerReference"),
    aliases: itemsOf("Aliases", config.Aliases),
    tags,
  });
  return {
    Distribution: await toDistribution(context, record),
    Location: locationOf(context.apiVersion, `distribution/${record.id}`),
    ETag: record.etag,
  };
}
