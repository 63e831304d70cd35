import type { DeleteCachePolicyRequest } from "@aws-sdk/client-cloudfront";
import { CACHE_POLICY } from "../policy/cache-policy-kind.ts";
import { refuseManaged } from "../policy/policy-kind.ts";
import { removeResource } from "../resource/remove-resource.ts";
import type { Handler } from "../state.ts";

/** `DeleteCachePolicy`, DELETE /VERSION/cache-policy/ID, unless something refers to it. */
export const deleteCachePolicy: Handler<DeleteCachePolicyRequest, object> = async (
  context,
  { Id, IfMatch },
) => {
  refuseManaged(CACHE_POLICY, Id);
  await removeResource(context, CACHE_POLICY, Id, IfMatch);
  return {};
};
