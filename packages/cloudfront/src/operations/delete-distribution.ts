import type { DeleteDistributionRequest } from "@aws-sdk/client-cloudfront";
import { removeDistribution } from "../lifecycle/remove-distribution.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `DeleteDistribution`, DELETE /VERSION/distribution/ID: disabled and deployed ones only. */
export const deleteDistribution: Handler<DeleteDistributionRequest, object> = async (
  context,
  { Id, IfMatch },
) => {
  await removeDistribution(context, "web", required(Id, "id"), IfMatch);
  return {};
};
