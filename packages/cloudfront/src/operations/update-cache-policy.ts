import type { UpdateCachePolicyRequest, UpdateCachePolicyResult } from "@aws-sdk/client-cloudfront";
import { checkIfMatch } from "../if-match.ts";
import { acceptCachePolicy, CACHE_POLICY, toCachePolicy } from "../policy/cache-policy-kind.ts";
import { findOwnPolicy } from "../policy/policy-kind.ts";
import { replaceResource } from "../resource/replace-resource.ts";
import type { Handler } from "../state.ts";

/** `UpdateCachePolicy`, PUT /VERSION/cache-policy/ID; managed ones never change. */
export const updateCachePolicy: Handler<UpdateCachePolicyRequest, UpdateCachePolicyResult> = async (
  context,
  { Id, IfMatch, CachePolicyConfig: input },
) => {
  const document = await findOwnPolicy(context, CACHE_POLICY, Id);
  checkIfMatch(IfMatch, document.value.etag);
  const config = acceptCachePolicy(input);
  const record = await replaceResource(context, CACHE_POLICY, document, config);
  return { CachePolicy: toCachePolicy(record), ETag: record.etag };
};
