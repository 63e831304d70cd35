import type { ListPublicKeysRequest, ListPublicKeysResult } from "@aws-sdk/client-cloudfront";
import { withItems } from "../paging/page.ts";
import { PUBLIC_KEY, toPublicKeySummary } from "../public-key/public-key-kind.ts";
import { listResources } from "../resource/list-resources.ts";
import type { Handler } from "../state.ts";

/** `ListPublicKeys`, GET /VERSION/public-key, in order of ids. */
export const listPublicKeys: Handler<ListPublicKeysRequest, ListPublicKeysResult> = async (
  context,
  input,
) => ({
  PublicKeyList: withItems(await listResources(context, PUBLIC_KEY, input), toPublicKeySummary),
});
