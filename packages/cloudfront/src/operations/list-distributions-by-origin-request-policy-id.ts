import type {
  ListDistributionsByOriginRequestPolicyIdRequest,
  ListDistributionsByOriginRequestPolicyIdResult,
} from "@aws-sdk/client-cloudfront";
import { behaviorsOf } from "../distribution/web-config.ts";
import { listMatching } from "../lifecycle/list-matching.ts";
import { withItems } from "../paging/page.ts";
import { ORIGIN_REQUEST_POLICY } from "../policy/origin-request-policy-kind.ts";
import { findPolicy } from "../policy/policy-kind.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `ListDistributionsByOriginRequestPolicyId`, GET /VERSION/distributionsByOriginRequestPolicyId/ID: ids of the distributions that refer to a origin request policy. */
export const listDistributionsByOriginRequestPolicyId: Handler<
  ListDistributionsByOriginRequestPolicyIdRequest,
  ListDistributionsByOriginRequestPolicyIdResult
> = async (context, input) => {
  const id = required(input.OriginRequestPolicyId, "originRequestPolicyId");
  await findPolicy(context, ORIGIN_REQUEST_POLICY, id);
  const page = await listMatching(context, input, (config) =>
    behaviorsOf(config).some((behavior) => behavior.OriginRequestPolicyId === id),
  );
  return { DistributionIdList: withItems(page, (record) => record.id) };
};
