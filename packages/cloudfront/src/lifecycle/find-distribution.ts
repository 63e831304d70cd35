import type { Document } from "@oxbow/store";
import { type DistributionKind, distributionKey, type RecordOfKind } from "../distribution-record.ts";
import { cloudFrontError } from "../errors.ts";
import type { Context } from "../state.ts";
import { FAILURES } from "./failures.ts";

/**
 * The account's distribution, with any deployment that is due carried out.
 *
 * @throws ServiceError NoSuch…Distribution, or AccessDenied when it belongs to another account.
 */
export async function findDistribution<Kind extends DistributionKind>(
  { accountId, tables, deployments }: Context,
  kind: Kind,
  id: string,
): Promise<Document<RecordOfKind[Kind]>> {
  const document = await tables.distributions.get(distributionKey(accountId, kind, id));
  // The key names the kind, and only records of that kind are written under it.
  if (document !== undefined) return deployments.settle(document as Document<RecordOfKind[Kind]>);

  const owner = (await tables.names.get(id))?.value;
  if (owner !== undefined && owner.kind === kind && owner.accountId !== accountId) {
    const others = await tables.distributions.get(distributionKey(owner.accountId, kind, id));
    if (others !== undefined) throw cloudFrontError("AccessDenied");
  }
  throw cloudFrontError(FAILURES[kind].notFound);
}
