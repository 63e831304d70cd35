import { cloudFrontError } from "./errors.ts";
import { isEtag } from "./identifiers.ts";

/**
 * Refuses a change that was not made against the current version.
 *
 * Both codes are on record; which of them answers what is inferred: a header that can't be a version of anything
 * is InvalidIfMatchVersion, a version that is not the current one is PreconditionFailed.
 */
export function checkIfMatch(ifMatch: string | undefined, etag: string): void {
  if (ifMatch === etag) return;
  if (ifMatch === undefined || !isEtag(ifMatch)) throw cloudFrontError("InvalidIfMatchVersion");
  throw cloudFrontError("PreconditionFailed");
}
