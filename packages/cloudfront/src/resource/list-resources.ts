import { type Page, type PageRequest, pageOfTable } from "../paging/page.ts";
import type { Context } from "../state.ts";
import type { ResourceKind, ResourceRecord } from "./resource-kind.ts";

/** A page of the account's resources of a kind, in order of ids. */
export async function listResources<Config>(
  { accountId, tables }: Context,
  kind: ResourceKind<Config>,
  request: PageRequest,
): Promise<Page<ResourceRecord<Config>>> {
  const { frame, items } = await pageOfTable(kind.table(tables), `${accountId}/`, request);
  return { frame, items: items.map(({ value }) => value) };
}
