import type {
  ListDistributionsByResponseHeadersPolicyIdRequest,
  ListDistributionsByResponseHeadersPolicyIdResult,
} from "@aws-sdk/client-cloudfront";
import { behaviorsOf } from "../distribution/web-config.ts";
import { listMatching } from "../lifecycle/list-matching.ts";
import { withItems } from "../paging/page.ts";
import { findPolicy } from "../policy/policy-kind.ts";
import { RESPONSE_HEADERS_POLICY } from "../policy/response-headers-policy-kind.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `ListDistributionsByResponseHeadersPolicyId`, GET /VERSION/distributionsByResponseHeadersPolicyId/ID: ids of the distributions that refer to a response headers policy. */
export const listDistributionsByResponseHeadersPolicyId: Handler<
  ListDistributionsByResponseHeadersPolicyIdRequest,
  ListDistributionsByResponseHeadersPolicyIdResult
> = async (context, input) => {
  const id = required(input.ResponseHeadersPolicyId, "responseHeadersPolicyId");
  await findPolicy(context, RESPONSE_HEADERS_POLICY, id);
  const page = await listMatching(context, input, (config) =>
    behaviorsOf(config).some((behavior) => behavior.ResponseHeadersPolicyId === id),
  );
  return { DistributionIdList: withItems(page, (record) => record.id) };
};
