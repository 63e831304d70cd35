import type { GetDistributionConfigRequest, GetDistributionConfigResult } from "@aws-sdk/client-cloudfront";
import { findDistribution } from "../lifecycle/find-distribution.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `GetDistributionConfig`, GET /VERSION/distribution/ID/config. */
export const getDistributionConfig: Handler<
  GetDistributionConfigRequest,
  GetDistributionConfigResult
> = async (context, { Id }) => {
  const { value: record } = await findDistribution(context, "web", required(Id, "id"));
  return { DistributionConfig: record.config, ETag: record.etag };
};
