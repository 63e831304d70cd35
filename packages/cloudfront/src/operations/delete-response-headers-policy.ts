import type { DeleteResponseHeadersPolicyRequest } from "@aws-sdk/client-cloudfront";
import { refuseManaged } from "../policy/policy-kind.ts";
import { RESPONSE_HEADERS_POLICY } from "../policy/response-headers-policy-kind.ts";
import { removeResource } from "../resource/remove-resource.ts";
import type { Handler } from "../state.ts";

/** `DeleteResponseHeadersPolicy`, DELETE /VERSION/response-headers-policy/ID, unless something refers to it. */
export const deleteResponseHeadersPolicy: Handler<DeleteResponseHeadersPolicyRequest, object> = async (
  context,
  { Id, IfMatch },
) => {
  refuseManaged(RESPONSE_HEADERS_POLICY, Id);
  await removeResource(context, RESPONSE_HEADERS_POLICY, Id, IfMatch);
  return {};
};
