import type { RealtimeLogConfig } from "@aws-sdk/client-cloudfront";
import { formatArn } from "../arn.ts";
import type { RealtimeLogRecord } from "./realtime-log-record.ts";

export function realtimeLogArn(accountId: string, name: string): string {
  return formatArn({ accountId, type: "realtime-log-config", id: name });
}

export function toRealtimeLogConfig(record: RealtimeLogRecord): RealtimeLogConfig {
  return {
    ARN: realtimeLogArn(record.accountId, record.name),
    Name: record.name,
    SamplingRate: record.samplingRate,
    EndPoints: [...record.endPoints],
    Fields: [...record.fields],
  };
}
