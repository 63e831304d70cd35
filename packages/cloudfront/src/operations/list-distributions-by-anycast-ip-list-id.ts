import type {
  ListDistributionsByAnycastIpListIdRequest,
  ListDistributionsByAnycastIpListIdResult,
} from "@aws-sdk/client-cloudfront";
import { toDistributionSummary } from "../distribution/distribution-output.ts";
import { listMatching } from "../lifecycle/list-matching.ts";
import { withItems } from "../paging/page.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `ListDistributionsByAnycastIpListId`, GET /VERSION/distributionsByAnycastIpListId/ID: distributions that name an Anycast IP list. */
export const listDistributionsByAnycastIpListId: Handler<
  ListDistributionsByAnycastIpListIdRequest,
  ListDistributionsByAnycastIpListIdResult
> = async (context, input) => {
  const id = required(input.AnycastIpListId, "anycastIpListId");
  const page = await listMatching(context, input, (config) => config.AnycastIpListId === id);
  return { DistributionList: withItems(page, (record) => toDistributionSummary(context, record)) };
};
