import type { GetCachePolicyConfigRequest, GetCachePolicyConfigResult } from "@aws-sdk/client-cloudfront";
import { CACHE_POLICY } from "../policy/cache-policy-kind.ts";
import { findPolicy } from "../policy/policy-kind.ts";
import type { Handler } from "../state.ts";

/** `GetCachePolicyConfig`, GET /VERSION/cache-policy/ID/config. */
export const getCachePolicyConfig: Handler<GetCachePolicyConfigRequest, GetCachePolicyConfigResult> = async (
  context,
  { Id },
) => {
  const record = await findPolicy(context, CACHE_POLICY, Id);
  return { CachePolicyConfig: record.config, ETag: record.etag };
};
