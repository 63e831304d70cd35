import type {
  ListDistributionsByCachePolicyIdRequest,
  ListDistributionsByCachePolicyIdResult,
} from "@aws-sdk/client-cloudfront";
import { behaviorsOf } from "../distribution/web-config.ts";
import { listMatching } from "../lifecycle/list-matching.ts";
import { withItems } from "../paging/page.ts";
import { CACHE_POLICY } from "../policy/cache-policy-kind.ts";
import { findPolicy } from "../policy/policy-kind.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `ListDistributionsByCachePolicyId`, GET /VERSION/distributionsByCachePolicyId/ID: ids of the distributions that refer to a cache policy. */
export const listDistributionsByCachePolicyId: Handler<
  ListDistributionsByCachePolicyIdRequest,
  ListDistributionsByCachePolicyIdResult
> = async (context, input) => {
  const id = required(input.CachePolicyId, "cachePolicyId");
  await findPolicy(context, CACHE_POLICY, id);
  const page = await listMatching(context, input, (config) =>
    behaviorsOf(config).some((behavior) => behavior.CachePolicyId === id),
  );
  return { DistributionIdList: withItems(page, (record) => record.id) };
};
