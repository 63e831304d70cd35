import type { DeleteStreamingDistributionRequest } from "@aws-sdk/client-cloudfront";
import { removeDistribution } from "../lifecycle/remove-distribution.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `DeleteStreamingDistribution`, DELETE /VERSION/streaming-distribution/ID: disabled and deployed ones only. */
export const deleteStreamingDistribution: Handler<DeleteStreamingDistributionRequest, object> = async (
  context,
  { Id, IfMatch },
) => {
  await removeDistribution(context, "streaming", required(Id, "id"), IfMatch);
  return {};
};
