import type {
  ListOriginAccessControlsRequest,
  ListOriginAccessControlsResult,
} from "@aws-sdk/client-cloudfront";
import { ACCESS_CONTROL, toAccessControlSummary } from "../origin-access-control/access-control-kind.ts";
import { withItems } from "../paging/page.ts";
import { listResources } from "../resource/list-resources.ts";
import type { Handler } from "../state.ts";

/** `ListOriginAccessControls`, GET /VERSION/origin-access-control, in order of ids. */
export const listOriginAccessControls: Handler<
  ListOriginAccessControlsRequest,
  ListOriginAccessControlsResult
> = async (context, input) => ({
  OriginAccessControlList: withItems(
    await listResources(context, ACCESS_CONTROL, input),
    toAccessControlSummary,
  ),
});
