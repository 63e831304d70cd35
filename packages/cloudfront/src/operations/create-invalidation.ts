import type { CreateInvalidationRequest, CreateInvalidationResult } from "@aws-sdk/client-cloudfront";
import { contentDigest } from "../content-digest.ts";
import { cloudFrontError } from "../errors.ts";
import { acceptInvalidationBatch } from "../invalidation/accept-invalidation-batch.ts";
import { toInvalidation } from "../invalidation/invalidation-output.ts";
import type { InvalidationRecord } from "../invalidation/invalidation-record.ts";
import { invalidationStatus } from "../invalidation/invalidation-status.ts";
import { findDistribution } from "../lifecycle/find-distribution.ts";
import { locationOf } from "../location.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/**
 * `CreateInvalidation`, POST /VERSION/distribution/ID/invalidation.
 *
 * Fidelity: web distributions only, as objects of streaming distributions can't be invalidated; identical content
 * under the same CallerReference answers as the first time in every version. It takes as long as a deployment.
 */
export const createInvalidation: Handler<CreateInvalidationRequest, CreateInvalidationResult> = async (
  context,
  { DistributionId, InvalidationBatch: input },
) => {
  const { accountId, tables, identifiers, deployments, limits, now, apiVersion } = context;
  const { value: distribution } = await findDistribution(
    context,
    "web",
    required(DistributionId, "distributionId"),
  );
  const { callerReference, paths } = acceptInvalidationBatch(input);
  const answer = (record: InvalidationRecord, status?: "InProgress") => ({
    Location: locationOf(apiVersion, `distribution/${distribution.id}/invalidation/${record.id}`),
    Invalidation: toInvalidation(record, status ?? invalidationStatus(record, now())),
  });

  const prefix = `${distribution.id}/`;
  const reservationKey = `${accountId}/invalidation/${prefix}${callerReference}`;
  const digest = contentDigest(paths);
  const earlier = (await tables.reservations.get(reservationKey))?.value;
  if (earlier !== undefined) {
    const document = await tables.invalidations.get(prefix + earlier.id);
    if (document === undefined || earlier.digest !== digest) {
      throw cloudFrontError("InvalidationBatchAlreadyExists");
    }
    return answer(document.value);
  }
  const others = await tables.invalidations.list({ prefix });
  const inProgress = others.filter(({ value }) => invalidationStatus(value, now()) === "InProgress");
  const pathCount = inProgress.reduce((count, { value }) => count + value.paths.length, paths.length);
  if (pathCount > limits.invalidationPathsInProgress) throw cloudFrontError("TooManyInvalidationsInProgress");

  const record: InvalidationRecord = {
    id: identifiers.id("I"),
    distributionId: distribution.id,
    createdMs: now().getTime(),
    callerReference,
    paths,
    completeMs: deployments.dueMs(),
  };
  await tables.commit([
    tables.invalidations.put(prefix + record.id, record, "absent"),
    tables.reservations.put(reservationKey, { id: record.id, digest }, "absent"),
  ]);
  return answer(record, "InProgress");
};
