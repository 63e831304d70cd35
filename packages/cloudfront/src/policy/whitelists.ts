import { type CloudFrontErrorCode, cloudFrontError, invalidParameter } from "../errors.ts";
import { type CountedList, itemsOf } from "../quantities.ts";

/** Behaviours that name items; the others name none. */
const NAMING_BEHAVIORS = ["whitelist", "allExcept", "allViewerAndWhitelistCloudFront"];

/** Quota of the developer guide: headers, cookies or query strings a policy may name. */
const MAX_NAMES = 10;

/** A policy's list of headers, cookies or query strings: there when the behaviour names some, and not too long. */
export function checkWhitelist(
  member: string,
  behavior: string | undefined,
  names: CountedList<string> | undefined,
  tooMany: CloudFrontErrorCode,
): void {
  const items = itemsOf(member, names);
  if (items.length > MAX_NAMES) throw cloudFrontError(tooMany);
  const mustName = behavior !== undefined && NAMING_BEHAVIORS.includes(behavior);
  if (mustName !== items.length > 0) {
    throw invalidParameter(
      member,
      mustName ? `is required when the behavior is ${behavior}.` : "can't be used with this behavior.",
    );
  }
}
