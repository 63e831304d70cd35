import type {
  ListDistributionsByConnectionFunctionRequest,
  ListDistributionsByConnectionFunctionResult,
} from "@aws-sdk/client-cloudfront";
import { toDistributionSummary } from "../distribution/distribution-output.ts";
import { listMatching } from "../lifecycle/list-matching.ts";
import { withItems } from "../paging/page.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `ListDistributionsByConnectionFunction`, GET /VERSION/distributionsByConnectionFunction: distributions that name a connection function. */
export const listDistributionsByConnectionFunction: Handler<
  ListDistributionsByConnectionFunctionRequest,
  ListDistributionsByConnectionFunctionResult
> = async (context, input) => {
  const id = required(input.ConnectionFunctionIdentifier, "connectionFunctionIdentifier");
  const page = await listMatching(
    context,
    input,
    (config) => config.ConnectionFunctionAssociation?.Id === id,
  );
  return { DistributionList: withItems(page, (record) => toDistributionSummary(context, record)) };
};
