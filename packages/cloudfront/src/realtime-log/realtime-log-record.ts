import type { EndPoint } from "@aws-sdk/client-cloudfront";

/** A real-time log configuration. It has no version: the API gives it no ETag. */
export interface RealtimeLogRecord {
  readonly accountId: string;
  readonly name: string;
  readonly samplingRate: number;
  readonly endPoints: readonly EndPoint[];
  readonly fields: readonly string[];
}
