import type {
  CreateRealtimeLogConfigRequest,
  CreateRealtimeLogConfigResult,
} from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { acceptRealtimeLog } from "../realtime-log/accept-realtime-log.ts";
import { toRealtimeLogConfig } from "../realtime-log/realtime-log-output.ts";
import { required } from "../required.ts";
import { acceptName } from "../rules/text.ts";
import type { Handler } from "../state.ts";

const MAX_NAME_LENGTH = 64;

/** `CreateRealtimeLogConfig`, POST /VERSION/realtime-log-config. Nothing is sent to Kinesis. */
export const createRealtimeLogConfig: Handler<
  CreateRealtimeLogConfigRequest,
  CreateRealtimeLogConfigResult
> = async ({ accountId, tables, limits }, input) => {
  const name = acceptName(required(input.Name, "name"), MAX_NAME_LENGTH);
  const settings = acceptRealtimeLog({
    samplingRate: required(input.SamplingRate, "samplingRate"),
    endPoints: required(input.EndPoints, "endPoints"),
    fields: required(input.Fields, "fields"),
  });
  const key = `${accountId}/${name}`;
  if ((await tables.realtimeLogs.get(key)) !== undefined)
    throw cloudFrontError("RealtimeLogConfigAlreadyExists");
  const limit = limits.realtimeLogConfigs;
  if ((await tables.realtimeLogs.list({ prefix: `${accountId}/`, limit })).length >= limit) {
    throw cloudFrontError("TooManyRealtimeLogConfigs");
  }
  const record = { accountId, name, ...settings };
  await tables.commit([tables.realtimeLogs.put(key, record, "absent")]);
  return { RealtimeLogConfig: toRealtimeLogConfig(record) };
};
