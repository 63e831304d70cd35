import type { CreateKeyGroupRequest, CreateKeyGroupResult } from "@aws-sdk/client-cloudfront";
import { acceptKeyGroup, KEY_GROUP, toKeyGroup } from "../key-group/key-group-kind.ts";
import { locationOf } from "../location.ts";
import { createResource } from "../resource/create-resource.ts";
import type { Handler } from "../state.ts";

/** `CreateKeyGroup`, POST /VERSION/key-group. */
export const createKeyGroup: Handler<CreateKeyGroupRequest, CreateKeyGroupResult> = async (
  context,
  { KeyGroupConfig: input },
) => {
  const record = await createResource(context, KEY_GROUP, await acceptKeyGroup(context, input));
  return {
    KeyGroup: toKeyGroup(record),
    Location: locationOf(context.apiVersion, `key-group/${record.id}`),
    ETag: record.etag,
  };
};
