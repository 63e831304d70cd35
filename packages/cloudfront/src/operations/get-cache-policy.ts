import type { GetCachePolicyRequest, GetCachePolicyResult } from "@aws-sdk/client-cloudfront";
import { CACHE_POLICY, toCachePolicy } from "../policy/cache-policy-kind.ts";
import { findPolicy } from "../policy/policy-kind.ts";
import type { Handler } from "../state.ts";

/** `GetCachePolicy`, GET /VERSION/cache-policy/ID; managed ones are the same in every account. */
export const getCachePolicy: Handler<GetCachePolicyRequest, GetCachePolicyResult> = async (
  context,
  { Id },
) => {
  const record = await findPolicy(context, CACHE_POLICY, Id);
  return { CachePolicy: toCachePolicy(record), ETag: record.etag };
};
