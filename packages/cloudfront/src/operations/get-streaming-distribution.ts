import type {
  GetStreamingDistributionRequest,
  GetStreamingDistributionResult,
} from "@aws-sdk/client-cloudfront";
import { findDistribution } from "../lifecycle/find-distribution.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";
import { toStreamingDistribution } from "../streaming-distribution/streaming-output.ts";

/** `GetStreamingDistribution`, GET /VERSION/streaming-distribution/ID: the last accepted configuration. */
export const getStreamingDistribution: Handler<
  GetStreamingDistributionRequest,
  GetStreamingDistributionResult
> = async (context, { Id }) => {
  const { value: record } = await findDistribution(context, "streaming", required(Id, "id"));
  return { StreamingDistribution: toStreamingDistribution(context, record), ETag: record.etag };
};
