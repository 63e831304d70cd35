import type {
  GetStreamingDistributionConfigRequest,
  GetStreamingDistributionConfigResult,
} from "@aws-sdk/client-cloudfront";
import { findDistribution } from "../lifecycle/find-distribution.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `GetStreamingDistributionConfig`, GET /VERSION/streaming-distribution/ID/config. */
export const getStreamingDistributionConfig: Handler<
  GetStreamingDistributionConfigRequest,
  GetStreamingDistributionConfigResult
> = async (context, { Id }) => {
  const { value: record } = await findDistribution(context, "streaming", required(Id, "id"));
  return { StreamingDistributionConfig: record.config, ETag: record.etag };
};
