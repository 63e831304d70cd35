import type { ListDistributionsRequest, ListDistributionsResult } from "@aws-sdk/client-cloudfront";
import { toDistributionSummary } from "../distribution/distribution-output.ts";
import { listDistributions as pageOfDistributions } from "../lifecycle/list-distributions.ts";
import { withItems } from "../paging/page.ts";
import type { Handler } from "../state.ts";

/** `ListDistributions`, GET /VERSION/distribution, in order of ids. */
export const listDistributions: Handler<ListDistributionsRequest, ListDistributionsResult> = async (
  context,
  input,
) => {
  const page = await pageOfDistributions(context, "web", input);
  return { DistributionList: withItems(page, (record) => toDistributionSummary(context, record)) };
};
