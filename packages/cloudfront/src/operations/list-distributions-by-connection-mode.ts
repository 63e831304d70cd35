import type {
  ListDistributionsByConnectionModeRequest,
  ListDistributionsByConnectionModeResult,
} from "@aws-sdk/client-cloudfront";
import { toDistributionSummary } from "../distribution/distribution-output.ts";
import { listMatching } from "../lifecycle/list-matching.ts";
import { withItems } from "../paging/page.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `ListDistributionsByConnectionMode`, GET /VERSION/distributionsByConnectionMode/MODE: distributions that name a connection mode. */
export const listDistributionsByConnectionMode: Handler<
  ListDistributionsByConnectionModeRequest,
  ListDistributionsByConnectionModeResult
> = async (context, input) => {
  const mode = required(input.ConnectionMode, "connectionMode");
  const page = await listMatching(context, input, (config) => (config.ConnectionMode ?? "direct") === mode);
  return { DistributionList: withItems(page, (record) => toDistributionSummary(context, record)) };
};
