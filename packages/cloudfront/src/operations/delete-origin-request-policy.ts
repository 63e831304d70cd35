import type { DeleteOriginRequestPolicyRequest } from "@aws-sdk/client-cloudfront";
import { ORIGIN_REQUEST_POLICY } from "../policy/origin-request-policy-kind.ts";
import { refuseManaged } from "../policy/policy-kind.ts";
import { removeResource } from "../resource/remove-resource.ts";
import type { Handler } from "../state.ts";

/** `DeleteOriginRequestPolicy`, DELETE /VERSION/origin-request-policy/ID, unless something refers to it. */
export const deleteOriginRequestPolicy: Handler<DeleteOriginRequestPolicyRequest, object> = async (
  context,
  { Id, IfMatch },
) => {
  refuseManaged(ORIGIN_REQUEST_POLICY, Id);
  await removeResource(context, ORIGIN_REQUEST_POLICY, Id, IfMatch);
  return {};
};
