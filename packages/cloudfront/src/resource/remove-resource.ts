import { cloudFrontError } from "../errors.ts";
import { checkIfMatch } from "../if-match.ts";
import type { Context } from "../state.ts";
import { findResource } from "./find-resource.ts";
import { reservationKeys } from "./reservation-keys.ts";
import type { ResourceKind } from "./resource-kind.ts";

/** Deletes a resource that nothing refers to. */
export async function removeResource<Config>(
  context: Context,
  kind: ResourceKind<Config>,
  id: string | undefined,
  ifMatch: string | undefined,
): Promise<void> {
  const { accountId, tables } = context;
  const { key, value: record, revision } = await findResource(context, kind, id);
  checkIfMatch(ifMatch, record.etag);
  // Every change of a distribution writes the account's document: if one comes in between, the commit fails.
  const account = await tables.accounts.get(accountId);
  if (await kind.isInUse(context, record.id)) throw cloudFrontError(kind.failures.inUse);
  await tables.commit([
    tables.accounts.check(accountId, account?.revision ?? "absent"),
    kind.table(tables).delete(key, revision),
    ...reservationKeys(accountId, kind, record.config).map((name) => tables.reservations.delete(name)),
  ]);
}
