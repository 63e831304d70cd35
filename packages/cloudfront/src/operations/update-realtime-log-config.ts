import type {
  UpdateRealtimeLogConfigRequest,
  UpdateRealtimeLogConfigResult,
} from "@aws-sdk/client-cloudfront";
import { acceptRealtimeLog } from "../realtime-log/accept-realtime-log.ts";
import { findRealtimeLog } from "../realtime-log/find-realtime-log.ts";
import { toRealtimeLogConfig } from "../realtime-log/realtime-log-output.ts";
import type { Handler } from "../state.ts";

/** `UpdateRealtimeLogConfig`, PUT /VERSION/realtime-log-config: what is left out stays as it is. */
export const updateRealtimeLogConfig: Handler<
  UpdateRealtimeLogConfigRequest,
  UpdateRealtimeLogConfigResult
> = async (context, { Name, ARN, EndPoints, Fields, SamplingRate }) => {
  const { tables } = context;
  const { key, value: current, revision } = await findRealtimeLog(context, Name, ARN);
  const settings = acceptRealtimeLog({
    samplingRate: SamplingRate ?? current.samplingRate,
    endPoints: EndPoints ?? current.endPoints,
    fields: Fields ?? current.fields,
  });
  const record = { ...current, ...settings };
  await tables.commit([tables.realtimeLogs.put(key, record, revision)]);
  return { RealtimeLogConfig: toRealtimeLogConfig(record) };
};
