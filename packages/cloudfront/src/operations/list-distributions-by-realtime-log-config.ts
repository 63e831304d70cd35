import type {
  ListDistributionsByRealtimeLogConfigRequest,
  ListDistributionsByRealtimeLogConfigResult,
} from "@aws-sdk/client-cloudfront";
import { formatArn } from "../arn.ts";
import { toDistributionSummary } from "../distribution/distribution-output.ts";
import { behaviorsOf } from "../distribution/web-config.ts";
import { listMatching } from "../lifecycle/list-matching.ts";
import { withItems } from "../paging/page.ts";
import { realtimeLogName } from "../realtime-log/realtime-log-reference.ts";
import type { Handler } from "../state.ts";

/** `ListDistributionsByRealtimeLogConfig`, POST /VERSION/distributionsByRealtimeLogConfig, by name or ARN. */
export const listDistributionsByRealtimeLogConfig: Handler<
  ListDistributionsByRealtimeLogConfigRequest,
  ListDistributionsByRealtimeLogConfigResult
> = async (context, input) => {
  const name = realtimeLogName(context.accountId, input.RealtimeLogConfigName, input.RealtimeLogConfigArn);
  const arn = formatArn({ accountId: context.accountId, type: "realtime-log-config", id: name });
  const page = await listMatching(context, input, (config) =>
    behaviorsOf(config).some((behavior) => behavior.RealtimeLogConfigArn === arn),
  );
  return { DistributionList: withItems(page, (record) => toDistributionSummary(context, record)) };
};
