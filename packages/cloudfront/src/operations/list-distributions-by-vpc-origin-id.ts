import type {
  ListDistributionsByVpcOriginIdRequest,
  ListDistributionsByVpcOriginIdResult,
} from "@aws-sdk/client-cloudfront";
import { originsOf } from "../distribution/web-config.ts";
import { listMatching } from "../lifecycle/list-matching.ts";
import { withItems } from "../paging/page.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `ListDistributionsByVpcOriginId`, GET /VERSION/distributionsByVpcOriginId/ID: ids of the distributions that refer to a VPC origin. */
export const listDistributionsByVpcOriginId: Handler<
  ListDistributionsByVpcOriginIdRequest,
  ListDistributionsByVpcOriginIdResult
> = async (context, input) => {
  const id = required(input.VpcOriginId, "vpcOriginId");

  const page = await listMatching(context, input, (config) =>
    originsOf(config).some((origin) => origin.VpcOriginConfig?.VpcOriginId === id),
  );
  return { DistributionIdList: withItems(page, (record) => record.id) };
};
