import type { DeleteKeyGroupRequest } from "@aws-sdk/client-cloudfront";
import { KEY_GROUP } from "../key-group/key-group-kind.ts";
import { removeResource } from "../resource/remove-resource.ts";
import type { Handler } from "../state.ts";

/** `DeleteKeyGroup`, DELETE /VERSION/key-group/ID, unless something refers to it. */
export const deleteKeyGroup: Handler<DeleteKeyGroupRequest, object> = async (context, { Id, IfMatch }) => {
  await removeResource(context, KEY_GROUP, Id, IfMatch);
  return {};
};
