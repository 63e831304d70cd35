import { posix } from "node:path";
import type { SiteFolder } from "./streaming-site.ts";

/**
 * What a folder that says nothing gets. Pages are asked for again at each visit, so that a new player is seen at once;
 * everything else carries no header, and CloudFront keeps it as long as the distribution's default TTL says (a day).
 */
const CACHE_CONTROL_DEFAULTS: Readonly<Record<string, string>> = Object.freeze({
  "**/*.html": "no-cache",
  "**/*.htm": "no-cache",
});

/** The Cache-Control header of an object: the folder's own choice, by the first pattern that its key matches. */
export function cacheControlOf(
  { cacheControl = CACHE_CONTROL_DEFAULTS }: Pick<SiteFolder, "cacheControl">,
  key: string,
): string | undefined {
  if (typeof cacheControl === "string") return cacheControl === "" ? undefined : cacheControl;
  const rule = Object.entries(cacheControl).find(([pattern]) => posix.matchesGlob(key, pattern));
  return rule === undefined || rule[1] === "" ? undefined : rule[1];
}
