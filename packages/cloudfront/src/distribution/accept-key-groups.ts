import type { TrustedKeyGroups } from "@aws-sdk/client-cloudfront";
import { cloudFrontError, invalidParameter } from "../errors.ts";
import { counted, itemsOf } from "../quantities.ts";
import type { Context } from "../state.ts";

/** Quota of the developer guide: key groups of one cache behaviour. */
const MAX_KEY_GROUPS = 4;

/** Key groups of the account, and as many as Enabled says there are. */
export async function acceptTrustedKeyGroups(
  { accountId, tables }: Context,
  groups: TrustedKeyGroups | undefined,
): Promise<TrustedKeyGroups> {
  const items = itemsOf("TrustedKeyGroups", groups);
  const isEnabled = groups?.Enabled ?? false;
  if (items.length > MAX_KEY_GROUPS) throw cloudFrontError("TooManyKeyGroupsAssociatedToDistribution");
  for (const id of items) {
    if ((await tables.keyGroups.get(`${accountId}/${id}`)) === undefined) {
      throw cloudFrontError("TrustedKeyGroupDoesNotExist");
    }
  }
  if (isEnabled !== items.length > 0) {
    throw invalidParameter(
      "TrustedKeyGroups",
      isEnabled
        ? "needs at least one key group when Enabled is true."
        : "can't name key groups when Enabled is false.",
    );
  }
  return { Enabled: isEnabled, ...counted(items) };
}
