import type { GetInvalidationRequest, GetInvalidationResult } from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { toInvalidation } from "../invalidation/invalidation-output.ts";
import { invalidationStatus } from "../invalidation/invalidation-status.ts";
import { findDistribution } from "../lifecycle/find-distribution.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `GetInvalidation`, GET /VERSION/distribution/ID/invalidation/ID. */
export const getInvalidation: Handler<GetInvalidationRequest, GetInvalidationResult> = async (
  context,
  { DistributionId, Id },
) => {
  const { tables, now } = context;
  const { value: distribution } = await findDistribution(
    context,
    "web",
    required(DistributionId, "distributionId"),
  );
  const record = (await tables.invalidations.get(`${distribution.id}/${required(Id, "id")}`))?.value;
  if (record === undefined) throw cloudFrontError("NoSuchInvalidation");
  return { Invalidation: toInvalidation(record, invalidationStatus(record, now())) };
};
