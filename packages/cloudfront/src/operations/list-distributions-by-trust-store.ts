import type {
  ListDistributionsByTrustStoreRequest,
  ListDistributionsByTrustStoreResult,
} from "@aws-sdk/client-cloudfront";
import { toDistributionSummary } from "../distribution/distribution-output.ts";
import { listMatching } from "../lifecycle/list-matching.ts";
import { withItems } from "../paging/page.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `ListDistributionsByTrustStore`, GET /VERSION/distributionsByTrustStore: distributions that name a trust store. */
export const listDistributionsByTrustStore: Handler<
  ListDistributionsByTrustStoreRequest,
  ListDistributionsByTrustStoreResult
> = async (context, input) => {
  const id = required(input.TrustStoreIdentifier, "trustStoreIdentifier");
  const page = await listMatching(
    context,
    input,
    (config) => config.ViewerMtlsConfig?.TrustStoreConfig?.TrustStoreId === id,
  );
  return { DistributionList: withItems(page, (record) => toDistributionSummary(context, record)) };
};
