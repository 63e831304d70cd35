import type { ListKeyGroupsRequest, ListKeyGroupsResult } from "@aws-sdk/client-cloudfront";
import { KEY_GROUP, toKeyGroupSummary } from "../key-group/key-group-kind.ts";
import { withItems } from "../paging/page.ts";
import { listResources } from "../resource/list-resources.ts";
import type { Handler } from "../state.ts";

/** `ListKeyGroups`, GET /VERSION/key-group, in order of ids. */
export const listKeyGroups: Handler<ListKeyGroupsRequest, ListKeyGroupsResult> = async (context, input) => ({
  KeyGroupList: withItems(await listResources(context, KEY_GROUP, input), toKeyGroupSummary),
});
