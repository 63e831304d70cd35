import type { GetKeyGroupRequest, GetKeyGroupResult } from "@aws-sdk/client-cloudfront";
import { KEY_GROUP, toKeyGroup } from "../key-group/key-group-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import type { Handler } from "../state.ts";

/** `GetKeyGroup`, GET /VERSION/key-group/ID. */
export const getKeyGroup: Handler<GetKeyGroupRequest, GetKeyGroupResult> = async (context, { Id }) => {
  const { value: record } = await findResource(context, KEY_GROUP, Id);
  return { KeyGroup: toKeyGroup(record), ETag: record.etag };
};
