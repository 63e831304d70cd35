import type { DistributionConfig } from "@aws-sdk/client-cloudfront";
import type { DistributionRecord } from "../distribution-record.ts";
import type { Context } from "../state.ts";
import type { StreamingConfig } from "../streaming-distribution/streaming-config.ts";

/** A configuration of either kind. */
export type AnyConfig =
  | { readonly kind: "streaming"; readonly config: StreamingConfig }
  | { readonly kind: "web"; readonly config: DistributionConfig };

/**
 * The account's distributions that refer to something: in the accepted configuration, or in the deployed one that
 * the edge goes on serving until the change has reached it.
 */
export async function referringDistributions(
  { accountId, tables }: Context,
  refers: (configuration: AnyConfig) => boolean,
): Promise<readonly DistributionRecord[]> {
  const documents = await tables.distributions.list({ prefix: `${accountId}/` });
  return documents.map(({ value }) => value).filter((record) => configurationsOf(record).some(refers));
}

function configurationsOf(record: DistributionRecord): readonly AnyConfig[] {
  // Written out by kind, since the compiler can't tie the two halves of the union together.
  if (record.kind === "streaming") {
    const { kind, config, deployed } = record;
    return deployed === undefined
      ? [{ kind, config }]
      : [
          { kind, config },
          { kind, config: deployed.config },
        ];
  }
  const { kind, config, deployed } = record;
  return deployed === undefined
    ? [{ kind, config }]
    : [
        { kind, config },
        { kind, config: deployed.config },
      ];
}
