import type { GetRealtimeLogConfigRequest, GetRealtimeLogConfigResult } from "@aws-sdk/client-cloudfront";
import { findRealtimeLog } from "../realtime-log/find-realtime-log.ts";
import { toRealtimeLogConfig } from "../realtime-log/realtime-log-output.ts";
import type { Handler } from "../state.ts";

/** `GetRealtimeLogConfig`, POST /VERSION/get-realtime-log-config, by name or ARN. */
export const getRealtimeLogConfig: Handler<GetRealtimeLogConfigRequest, GetRealtimeLogConfigResult> = async (
  context,
  { Name, ARN },
) => {
  const { value: record } = await findRealtimeLog(context, Name, ARN);
  return { RealtimeLogConfig: toRealtimeLogConfig(record) };
};
