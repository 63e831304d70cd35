import type {
  ListStreamingDistributionsRequest,
  ListStreamingDistributionsResult,
} from "@aws-sdk/client-cloudfront";
import { listDistributions as pageOfDistributions } from "../lifecycle/list-distributions.ts";
import { withItems } from "../paging/page.ts";
import type { Handler } from "../state.ts";
import { toStreamingSummary } from "../streaming-distribution/streaming-output.ts";

/** `ListStreamingDistributions`, GET /VERSION/streaming-distribution, in order of ids. */
export const listStreamingDistributions: Handler<
  ListStreamingDistributionsRequest,
  ListStreamingDistributionsResult
> = async (context, input) => {
  const page = await pageOfDistributions(context, "streaming", input);
  return { StreamingDistributionList: withItems(page, (record) => toStreamingSummary(context, record)) };
};
