import type {
  ListDistributionsByKeyGroupRequest,
  ListDistributionsByKeyGroupResult,
} from "@aws-sdk/client-cloudfront";
import { behaviorsOf } from "../distribution/web-config.ts";
import { KEY_GROUP } from "../key-group/key-group-kind.ts";
import { listMatching } from "../lifecycle/list-matching.ts";
import { withItems } from "../paging/page.ts";
import { required } from "../required.ts";
import { findResource } from "../resource/find-resource.ts";
import type { Handler } from "../state.ts";

/** `ListDistributionsByKeyGroup`, GET /VERSION/distributionsByKeyGroupId/ID: ids of the distributions that refer to a key group. */
export const listDistributionsByKeyGroup: Handler<
  ListDistributionsByKeyGroupRequest,
  ListDistributionsByKeyGroupResult
> = async (context, input) => {
  const id = required(input.KeyGroupId, "keyGroupId");
  await findResource(context, KEY_GROUP, id);
  const page = await listMatching(context, input, (config) =>
    behaviorsOf(config).some((behavior) => behavior.TrustedKeyGroups?.Items?.includes(id)),
  );
  return { DistributionIdList: withItems(page, (record) => record.id) };
};
