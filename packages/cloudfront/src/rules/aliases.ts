import { cloudFrontError, invalidParameter } from "../errors.ts";
import { type CountedList, counted, itemsOf, type KeptList } from "../quantities.ts";

/** A host name, or one whose leftmost label is `*`. Labels as RFC 1123 §2.1 has them, underscores tolerated. */
const ALIAS_PATTERN =
  /^(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const MAX_HOST_NAME_LENGTH = 253;

/** Alternate domain names: well-formed, each once, not too many. Whether they are free is asked later. */
export function acceptAliases(
  aliases: CountedList<string> | undefined,
  limit: number,
  tooMany: "TooManyStreamingDistributionCNAMEs" | "TooManyDistributionCNAMEs",
): KeptList<string> {
  const items = itemsOf("Aliases", aliases);
  if (items.length > limit) throw cloudFrontError(tooMany);
  const isWellFormed = items.every(
    (alias) => alias.length <= MAX_HOST_NAME_LENGTH && ALIAS_PATTERN.test(alias),
  );
  const isDistinct = new Set(items.map((alias) => alias.toLowerCase())).size === items.length;
  if (!isWellFormed || !isDistinct) {
    throw invalidParameter("CNAME", "contains one or more parameters that are not valid.");
  }
  return counted(items);
}
