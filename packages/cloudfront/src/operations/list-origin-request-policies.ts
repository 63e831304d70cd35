import type {
  ListOriginRequestPoliciesRequest,
  ListOriginRequestPoliciesResult,
} from "@aws-sdk/client-cloudfront";
import { withItems } from "../paging/page.ts";
import { ORIGIN_REQUEST_POLICY, toOriginRequestPolicySummary } from "../policy/origin-request-policy-kind.ts";
import { listPolicies } from "../policy/policy-kind.ts";
import type { Handler } from "../state.ts";

/** `ListOriginRequestPolicies`, GET /VERSION/origin-request-policy, in order of ids, managed and custom ones together unless Type says otherwise. */
export const listOriginRequestPolicies: Handler<
  ListOriginRequestPoliciesRequest,
  ListOriginRequestPoliciesResult
> = async (context, input) => ({
  OriginRequestPolicyList: withItems(
    await listPolicies(context, ORIGIN_REQUEST_POLICY, input),
    toOriginRequestPolicySummary,
  ),
});
