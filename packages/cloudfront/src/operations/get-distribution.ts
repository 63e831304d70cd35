import type { GetDistributionRequest, GetDistributionResult } from "@aws-sdk/client-cloudfront";
import { toDistribution } from "../distribution/distribution-output.ts";
import { findDistribution } from "../lifecycle/find-distribution.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `GetDistribution`, GET /VERSION/distribution/ID: the last accepted configuration. */
export const getDistribution: Handler<GetDistributionRequest, GetDistributionResult> = async (
  context,
  { Id },
) => {
  const { value: record } = await findDistribution(context, "web", required(Id, "id"));
  return { Distribution: await toDistribution(context, record), ETag: record.etag };
};
