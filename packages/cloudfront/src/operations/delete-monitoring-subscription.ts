import type { DeleteMonitoringSubscriptionRequest } from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { findDistribution } from "../lifecycle/find-distribution.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `DeleteMonitoringSubscription`, DELETE /VERSION/distributions/ID/monitoring-subscription. */
export const deleteMonitoringSubscription: Handler<DeleteMonitoringSubscriptionRequest, object> = async (
  context,
  { DistributionId },
) => {
  const { tables } = context;
  const { value: record } = await findDistribution(
    context,
    "web",
    required(DistributionId, "distributionId"),
  );
  const document = await tables.monitoring.get(record.id);
  if (document === undefined) throw cloudFrontError("NoSuchMonitoringSubscription");
  await tables.commit([tables.monitoring.delete(record.id, document.revision)]);
  return {};
};
