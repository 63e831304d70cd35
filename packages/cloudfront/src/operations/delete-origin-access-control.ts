import type { DeleteOriginAccessControlRequest } from "@aws-sdk/client-cloudfront";
import { ACCESS_CONTROL } from "../origin-access-control/access-control-kind.ts";
import { removeResource } from "../resource/remove-resource.ts";
import type { Handler } from "../state.ts";

/** `DeleteOriginAccessControl`, DELETE /VERSION/origin-access-control/ID, unless something refers to it. */
export const deleteOriginAccessControl: Handler<DeleteOriginAccessControlRequest, object> = async (
  context,
  { Id, IfMatch },
) => {
  await removeResource(context, ACCESS_CONTROL, Id, IfMatch);
  return {};
};
