import type { GetKeyGroupConfigRequest, GetKeyGroupConfigResult } from "@aws-sdk/client-cloudfront";
import { KEY_GROUP } from "../key-group/key-group-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import type { Handler } from "../state.ts";

/** `GetKeyGroupConfig`, GET /VERSION/key-group/ID/config. */
export const getKeyGroupConfig: Handler<GetKeyGroupConfigRequest, GetKeyGroupConfigResult> = async (
  context,
  { Id },
) => {
  const { value: record } = await findResource(context, KEY_GROUP, Id);
  return { KeyGroupConfig: record.config, ETag: record.etag };
};
