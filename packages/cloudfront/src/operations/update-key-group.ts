import type { UpdateKeyGroupRequest, UpdateKeyGroupResult } from "@aws-sdk/client-cloudfront";
import { checkIfMatch } from "../if-match.ts";
import { acceptKeyGroup, KEY_GROUP, toKeyGroup } from "../key-group/key-group-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import { replaceResource } from "../resource/replace-resource.ts";
import type { Handler } from "../state.ts";

/** `UpdateKeyGroup`, PUT /VERSION/key-group/ID. */
export const updateKeyGroup: Handler<UpdateKeyGroupRequest, UpdateKeyGroupResult> = async (
  context,
  { Id, IfMatch, KeyGroupConfig: input },
) => {
  const document = await findResource(context, KEY_GROUP, Id);
  checkIfMatch(IfMatch, document.value.etag);
  const config = await acceptKeyGroup(context, input);
  const record = await replaceResource(context, KEY_GROUP, document, config);
  return { KeyGroup: toKeyGroup(record), ETag: record.etag };
};
