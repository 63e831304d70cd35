import { type DistributionKind, distributionKey, statusOf } from "../distribution-record.ts";
import { cloudFrontError } from "../errors.ts";
import { checkIfMatch } from "../if-match.ts";
import { itemsOf } from "../quantities.ts";
import type { Context } from "../state.ts";
import { arnOf } from "../tagging/distribution-arn.ts";
import { countDistribution } from "./account-counts.ts";
import { claimAliases } from "./alias-claims.ts";
import { FAILURES } from "./failures.ts";
import { findDistribution } from "./find-distribution.ts";

/**
 * Deletes a distribution that is disabled and deployed as such. Its id and domain name are never given again;
 * its CNAMEs and its CallerReference are free at once.
 */
export async function removeDistribution(
  context: Context,
  kind: DistributionKind,
  id: string,
  ifMatch: string | undefined,
): Promise<void> {
  const { accountId, tables } = context;
  const { value: record, revision } = await findDistribution(context, kind, id);
  checkIfMatch(ifMatch, record.etag);
  if (record.config.Enabled === true || statusOf(record) === "InProgress") {
    throw cloudFrontError(FAILURES[kind].notDisabled);
  }
  const invalidations = await tables.invalidations.list({ prefix: `${id}/` });
  await tables.commit([
    await countDistribution(context, kind, -1),
    tables.distributions.delete(distributionKey(accountId, kind, id), revision),
    tables.reservations.delete(`${accountId}/${kind}/${record.config.CallerReference}`),
    tables.tags.delete(arnOf(record)),
    tables.monitoring.delete(id),
    ...invalidations.flatMap(({ key, value }) => [
      tables.invalidations.delete(key),
      tables.reservations.delete(`${accountId}/invalidation/${id}/${value.callerReference}`),
    ]),
    ...(await claimAliases(context, id, itemsOf("Aliases", record.config.Aliases), [])),
  ]);
}
