import type { Document } from "@oxbow/store";
import type { DistributionKind, RecordOfKind } from "../distribution-record.ts";
import { type Page, type PageRequest, pageOfTable } from "../paging/page.ts";
import type { Context } from "../state.ts";

/** A page of the account's distributions of a kind, with deployments that are due carried out. */
export async function listDistributions<Kind extends DistributionKind>(
  { accountId, tables, deployments }: Context,
  kind: Kind,
  request: PageRequest,
): Promise<Page<RecordOfKind[Kind]>> {
  const { frame, items } = await pageOfTable(tables.distributions, `${accountId}/${kind}/`, request);
  const records: RecordOfKind[Kind][] = [];
  // The prefix names the kind.
  for (const document of items as readonly Document<RecordOfKind[Kind]>[]) {
    records.push((await deployments.settleListed(document)).value);
  }
  return { frame, items: records };
}
