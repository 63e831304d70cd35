import type { DeletePublicKeyRequest } from "@aws-sdk/client-cloudfront";
import { PUBLIC_KEY } from "../public-key/public-key-kind.ts";
import { removeResource } from "../resource/remove-resource.ts";
import type { Handler } from "../state.ts";

/** `DeletePublicKey`, DELETE /VERSION/public-key/ID, unless something refers to it. */
export const deletePublicKey: Handler<DeletePublicKeyRequest, object> = async (context, { Id, IfMatch }) => {
  await removeResource(context, PUBLIC_KEY, Id, IfMatch);
  return {};
};
