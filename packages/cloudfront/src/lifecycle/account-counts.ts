import type { Write } from "@oxbow/store";
import type { DistributionKind } from "../distribution-record.ts";
import { cloudFrontError } from "../errors.ts";
import type { Context } from "../state.ts";
import type { AccountRecord } from "../storage/tables.ts";
import { FAILURES } from "./failures.ts";

const NEW_ACCOUNT: AccountRecord = { streaming: 0, web: 0, changes: 0 };

/**
 * The write that counts a distribution in (`1`), out (`-1`) or merely notes that one changed (`0`).
 *
 * Whoever deletes something that distributions refer to checks this document too, so no reference can appear
 * between the look and the deletion.
 *
 * @throws ServiceError TooMany…Distributions
 */
export async function countDistribution(
  { accountId, tables, limits }: Context,
  kind: DistributionKind,
  change: -1 | 0 | 1,
): Promise<Write> {
  const document = await tables.accounts.get(accountId);
  const counts = document?.value ?? NEW_ACCOUNT;
  if (change === 1 && counts[kind] >= limits[FAILURES[kind].limit]) {
    throw cloudFrontError(FAILURES[kind].tooMany);
  }
  return tables.accounts.put(
    accountId,
    { ...counts, [kind]: counts[kind] + change, changes: counts.changes + 1 },
    document?.revision ?? "absent",
  );
}
