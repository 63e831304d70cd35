import type {
  ListDistributionsByWebACLIdRequest,
  ListDistributionsByWebACLIdResult,
} from "@aws-sdk/client-cloudfront";
import { toDistributionSummary } from "../distribution/distribution-output.ts";
import { listMatching } from "../lifecycle/list-matching.ts";
import { withItems } from "../paging/page.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** What asks for the distributions that have no web ACL. */
const NO_WEB_ACL = "null";

/** `ListDistributionsByWebACLId`, GET /VERSION/distributionsByWebACLId/ID. */
export const listDistributionsByWebACLId: Handler<
  ListDistributionsByWebACLIdRequest,
  ListDistributionsByWebACLIdResult
> = async (context, input) => {
  const id = required(input.WebACLId, "webACLId");
  const wanted = id === NO_WEB_ACL ? "" : id;
  const page = await listMatching(context, input, (config) => (config.WebACLId ?? "") === wanted);
  return { DistributionList: withItems(page, (record) => toDistributionSummary(context, record)) };
};
