import type { CopyDistributionRequest, CopyDistributionResult } from "@aws-sdk/client-cloudfront";
import { createWeb } from "../distribution/create-web.ts";
import { checkIfMatch } from "../if-match.ts";
import { findDistribution } from "../lifecycle/find-distribution.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/**
 * `CopyDistribution`, POST /VERSION/distribution/ID/copy.
 *
 * Fidelity: a staging copy leaves the CNAMEs with the primary distribution; any other copy of one that has CNAMEs
 * fails with CNAMEAlreadyExists. Staging distributions get no traffic, since continuous deployment is not modelled.
 */
export const copyDistribution: Handler<CopyDistributionRequest, CopyDistributionResult> = async (
  context,
  { PrimaryDistributionId, IfMatch, CallerReference, Staging, Enabled },
) => {
  const { value: primary } = await findDistribution(
    context,
    "web",
    required(PrimaryDistributionId, "primaryDistributionId"),
  );
  checkIfMatch(IfMatch, primary.etag);
  const isStaging = Staging ?? false;
  return createWeb(
    context,
    {
      ...primary.config,
      CallerReference: required(CallerReference, "callerReference"),
      Staging: isStaging,
      Enabled: Enabled ?? false,
      ...(isStaging ? { Aliases: { Quantity: 0 } } : {}),
    },
    undefined,
  );
};
