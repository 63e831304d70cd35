import type { CreateCachePolicyRequest, CreateCachePolicyResult } from "@aws-sdk/client-cloudfront";
import { locationOf } from "../location.ts";
import { acceptCachePolicy, CACHE_POLICY, toCachePolicy } from "../policy/cache-policy-kind.ts";
import { createResource } from "../resource/create-resource.ts";
import type { Handler } from "../state.ts";

/** `CreateCachePolicy`, POST /VERSION/cache-policy. */
export const createCachePolicy: Handler<CreateCachePolicyRequest, CreateCachePolicyResult> = async (
  context,
  { CachePolicyConfig: input },
) => {
  const record = await createResource(context, CACHE_POLICY, acceptCachePolicy(input));
  return {
    CachePolicy: toCachePolicy(record),
    Location: locationOf(context.apiVersion, `cache-policy/${record.id}`),
    ETag: record.etag,
  };
};
