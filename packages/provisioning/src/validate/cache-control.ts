import { posix } from "node:path";
import type { SiteFile } from "../site/site-files.ts";
import type { SiteFolder } from "../site/streaming-site.ts";
import type { Finding } from "./finding.ts";

/** `directive`, `directive=token` or `directive="quoted"`, separated by commas. Source: RFC 9111 §5.2. */
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const DIRECTIVE = `${TOKEN}(=(${TOKEN}|"[\\x20\\x21\\x23-\\x7e]*"))?`;
const CACHE_CONTROL = new RegExp(`^${DIRECTIVE}(\\s*,\\s*${DIRECTIVE})*$`);
/** Directives whose argument is a number of seconds. Source: RFC 9111 §5.2.2, RFC 5861 §3 and §4. */
const SECONDS = /^(max-age|s-maxage|stale-while-revalidate|stale-if-error)(?:=(.*))?$/i;

/** The headers that a folder chooses, and the patterns it chooses them by. */
export function validateCacheControl(
  { cacheControl }: Pick<SiteFolder, "cacheControl">,
  place: string,
  files: readonly SiteFile[],
): readonly Finding[] {
  if (cacheControl === undefined) return [];
  if (typeof cacheControl === "string") return headerFindings(cacheControl, place);
  if (typeof cacheControl !== "object" || cacheControl === null || Array.isArray(cacheControl)) {
    return [wrong(place, cacheControl, 'write a header, or { "**/*.html": "no-cache" }')];
  }
  return Object.entries(cacheControl).flatMap(([pattern, header]) => [
    ...headerFindings(header, `${place}["${pattern}"]`),
    ...(files.length === 0 || files.some(({ key }) => posix.matchesGlob(key, pattern))
      ? []
      : [unmatched(place, pattern)]),
  ]);
}

function headerFindings(header: unknown, place: string): readonly Finding[] {
  if (header === "") return [];
  if (typeof header !== "string" || !CACHE_CONTROL.test(header))
    return [wrong(place, header, 'write directives such as "public, max-age=3600", or "" for none')];
  for (const directive of header.split(/\s*,\s*/)) {
    const [, name, seconds] = SECONDS.exec(directive) ?? [];
    if (name !== undefined && !/^\d+$/.test(seconds ?? ""))
      return [wrong(place, header, `write ${name}=SECONDS with a whole number`)];
  }
  return [];
}

function wrong(place: string, value: unknown, fix: string): Finding {
  return {
    severity: "error",
    code: "CACHE_CONTROL",
    place,
    message: `${JSON.stringify(value)} is not a Cache-Control header`,
    fix,
  };
}

function unmatched(place: string, pattern: string): Finding {
  return {
    severity: "warning",
    code: "CACHE_CONTROL_UNMATCHED",
    place: `${place}["${pattern}"]`,
    message: `no file of the folder matches "${pattern}"`,
    fix: `patterns are matched against the whole key: "**/*.html" reaches into folders, "*.html" does not`,
  };
}
