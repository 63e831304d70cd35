import type { Write } from "@oxbow/store";
import { cloudFrontError } from "../errors.ts";
import type { Context } from "../state.ts";

/**
 * The writes that move CNAMEs: what is new is claimed, what is gone is freed.
 *
 * A CNAME has one owner over both kinds of distribution and all accounts.
 *
 * @throws ServiceError CNAMEAlreadyExists
 */
export async function claimAliases(
  { tables: { aliases } }: Context,
  distributionId: string,
  before: readonly string[],
  after: readonly string[],
): Promise<readonly Write[]> {
  const held = new Set(before.map((alias) => alias.toLowerCase()));
  const wanted = new Set(after.map((alias) => alias.toLowerCase()));
  const writes: Write[] = [];
  for (const alias of wanted) {
    if (held.has(alias)) continue;
    if ((await aliases.get(alias)) !== undefined) throw cloudFrontError("CNAMEAlreadyExists");
    writes.push(aliases.put(alias, { distributionId }, "absent"));
  }
  for (const alias of held) if (!wanted.has(alias)) writes.push(aliases.delete(alias));
  return writes;
}
