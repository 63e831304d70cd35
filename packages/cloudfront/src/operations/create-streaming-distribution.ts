import type {
  CreateStreamingDistributionRequest,
  CreateStreamingDistributionResult,
} from "@aws-sdk/client-cloudfront";
import type { Handler } from "../state.ts";
import { createStreaming } from "../streaming-distribution/create-streaming.ts";

/**
 * `CreateStreamingDistribution`, POST /VERSION/streaming-distribution.
 *
 * Fidelity: any reuse of a CallerReference fails in 2020-05-31; earlier versions answer identical content as the
 * first time. Source: API references of both times.
 */
export const createStreamingDistribution: Handler<
  CreateStreamingDistributionRequest,
  CreateStreamingDistributionResult
> = (context, { StreamingDistributionConfig: config }) => createStreaming(context, config, undefined);
