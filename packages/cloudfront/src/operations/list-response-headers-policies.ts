import type {
  ListResponseHeadersPoliciesRequest,
  ListResponseHeadersPoliciesResult,
} from "@aws-sdk/client-cloudfront";
import { withItems } from "../paging/page.ts";
import { listPolicies } from "../policy/policy-kind.ts";
import {
  RESPONSE_HEADERS_POLICY,
  toResponseHeadersPolicySummary,
} from "../policy/response-headers-policy-kind.ts";
import type { Handler } from "../state.ts";

/** `ListResponseHeadersPolicies`, GET /VERSION/response-headers-policy, in order of ids, managed and custom ones together unless Type says otherwise. */
export const listResponseHeadersPolicies: Handler<
  ListResponseHeadersPoliciesRequest,
  ListResponseHeadersPoliciesResult
> = async (context, input) => ({
  ResponseHeadersPolicyList: withItems(
    await listPolicies(context, RESPONSE_HEADERS_POLICY, input),
    toResponseHeadersPolicySummary,
  ),
});
