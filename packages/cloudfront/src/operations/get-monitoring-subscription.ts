import type {
  GetMonitoringSubscriptionRequest,
  GetMonitoringSubscriptionResult,
} from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { findDistribution } from "../lifecycle/find-distribution.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `GetMonitoringSubscription`, GET /VERSION/distributions/ID/monitoring-subscription. */
export const getMonitoringSubscription: Handler<
  GetMonitoringSubscriptionRequest,
  GetMonitoringSubscriptionResult
> = async (context, { DistributionId }) => {
  const { value: record } = await findDistribution(
    context,
    "web",
    required(DistributionId, "distributionId"),
  );
  const subscription = (await context.tables.monitoring.get(record.id))?.value;
  if (subscription === undefined) throw cloudFrontError("NoSuchMonitoringSubscription");
  return {
    MonitoringSubscription: {
      RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: subscription.status },
    },
  };
};
