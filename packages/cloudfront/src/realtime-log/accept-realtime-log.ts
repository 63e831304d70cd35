import type { EndPoint } from "@aws-sdk/client-cloudfront";
import { invalidParameter } from "../errors.ts";

/** What may be said about the logs of a configuration. */
export interface RealtimeLogSettings {
  readonly samplingRate: number;
  readonly endPoints: readonly EndPoint[];
  readonly fields: readonly string[];
}

/** A percentage, one Kinesis stream, at least one field. */
export function acceptRealtimeLog({
  samplingRate,
  endPoints,
  fields,
}: RealtimeLogSettings): RealtimeLogSettings {
  if (samplingRate < 1 || samplingRate > 100) throw invalidParameter("SamplingRate", "is not valid.");
  if (fields.length === 0) throw invalidParameter("Fields", "is required.");
  const isKinesis = endPoints.length === 1 && endPoints[0]?.StreamType === "Kinesis";
  if (!isKinesis || endPoints[0]?.KinesisStreamConfig === undefined) {
    throw invalidParameter("EndPoints", "is not valid.");
  }
  return { samplingRate, endPoints, fields };
}
