import type { ListCachePoliciesRequest, ListCachePoliciesResult } from "@aws-sdk/client-cloudfront";
import { withItems } from "../paging/page.ts";
import { CACHE_POLICY, toCachePolicySummary } from "../policy/cache-policy-kind.ts";
import { listPolicies } from "../policy/policy-kind.ts";
import type { Handler } from "../state.ts";

/** `ListCachePolicies`, GET /VERSION/cache-policy, in order of ids, managed and custom ones together unless Type says otherwise. */
export const listCachePolicies: Handler<ListCachePoliciesRequest, ListCachePoliciesResult> = async (
  context,
  input,
) => ({
  CachePolicyList: withItems(await listPolicies(context, CACHE_POLICY, input), toCachePolicySummary),
});
