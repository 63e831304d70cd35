import type { ListRealtimeLogConfigsRequest, ListRealtimeLogConfigsResult } from "@aws-sdk/client-cloudfront";
import { pageOfTable, withItems } from "../paging/page.ts";
import { toRealtimeLogConfig } from "../realtime-log/realtime-log-output.ts";
import type { Handler } from "../state.ts";

/** `ListRealtimeLogConfigs`, GET /VERSION/realtime-log-config, in order of names. */
export const listRealtimeLogConfigs: Handler<
  ListRealtimeLogConfigsRequest,
  ListRealtimeLogConfigsResult
> = async ({ accountId, tables }, input) => {
  const page = await pageOfTable(tables.realtimeLogs, `${accountId}/`, input);
  return { RealtimeLogConfigs: withItems(page, ({ value }) => toRealtimeLogConfig(value)) };
};
