import type { DeleteCloudFrontOriginAccessIdentityRequest } from "@aws-sdk/client-cloudfront";
import { IDENTITY } from "../origin-access-identity/identity-kind.ts";
import { removeResource } from "../resource/remove-resource.ts";
import type { Handler } from "../state.ts";

/** `DeleteCloudFrontOriginAccessIdentity`, DELETE /VERSION/origin-access-identity/cloudfront/ID. */
export const deleteCloudFrontOriginAccessIdentity: Handler<
  DeleteCloudFrontOriginAccessIdentityRequest,
  object
> = async (context, { Id, IfMatch }) => {
  await removeResource(context, IDENTITY, Id, IfMatch);
  return {};
};
