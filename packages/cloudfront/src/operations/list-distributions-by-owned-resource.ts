import type {
  ListDistributionsByOwnedResourceRequest,
  ListDistributionsByOwnedResourceResult,
} from "@aws-sdk/client-cloudfront";
import { parseArn } from "../arn.ts";
import { originsOf } from "../distribution/web-config.ts";
import { invalidParameter } from "../errors.ts";
import { listMatching } from "../lifecycle/list-matching.ts";
import { withItems } from "../paging/page.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/**
 * `ListDistributionsByOwnedResource`, GET /VERSION/distributionsByOwnedResource/ARN: distributions that use a VPC
 * origin or an Anycast IP list of the account. Those of other accounts that share it are not looked at.
 */
export const listDistributionsByOwnedResource: Handler<
  ListDistributionsByOwnedResourceRequest,
  ListDistributionsByOwnedResourceResult
> = async (context, input) => {
  const arn = parseArn(required(input.ResourceArn, "resourceArn"));
  if (arn === undefined) throw invalidParameter("ResourceArn", "is not valid.");
  const page = await listMatching(
    context,
    input,
    (config) =>
      config.AnycastIpListId === arn.id ||
      originsOf(config).some((origin) => origin.VpcOriginConfig?.VpcOriginId === arn.id),
  );
  return {
    DistributionList: withItems(page, ({ id, accountId }) => ({
      DistributionId: id,
      OwnerAccountId: accountId,
    })),
  };
};
