import type {
  CreateMonitoringSubscriptionRequest,
  CreateMonitoringSubscriptionResult,
} from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { findDistribution } from "../lifecycle/find-distribution.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `CreateMonitoringSubscription`, POST /VERSION/distributions/ID/monitoring-subscription. No metrics follow. */
export const createMonitoringSubscription: Handler<
  CreateMonitoringSubscriptionRequest,
  CreateMonitoringSubscriptionResult
> = async (context, { DistributionId, MonitoringSubscription: input }) => {
  const { tables } = context;
  const { value: record } = await findDistribution(
    context,
    "web",
    required(DistributionId, "distributionId"),
  );
  const path = "monitoringSubscription.realtimeMetricsSubscriptionConfig";
  const config = required(required(input, "monitoringSubscription").RealtimeMetricsSubscriptionConfig, path);
  const status = required(
    config.RealtimeMetricsSubscriptionStatus,
    `${path}.realtimeMetricsSubscriptionStatus`,
  );
  if ((await tables.monitoring.get(record.id)) !== undefined) {
    throw cloudFrontError("MonitoringSubscriptionAlreadyExists");
  }
  await tables.commit([tables.monitoring.put(record.id, { status }, "absent")]);
  return {
    MonitoringSubscription: {
      RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: status },
    },
  };
};
