import { expect, test } from "vitest";
import { validateCacheControl } from "./cache-control.ts";

const FILES = [{ key: "a/index.html", path: "", byteLength: 1, contentType: "text/html" }];
const codesOf = (cacheControl: unknown): readonly string[] =>
  validateCacheControl(
    { cacheControl } as Parameters<typeof validateCacheControl>[0],
    "media.cacheControl",
    FILES,
  ).map(({ code, place }) => `${code} ${place}`);

test.for([
  undefined,
  "",
  "no-cache",
  "public, max-age=3600, stale-while-revalidate=60",
  'private="set-cookie", s-maxage=1',
  { "**/*.html": "no-cache" },
])("%j is taken", (cacheControl) => {
  expect(codesOf(cacheControl)).toEqual([]);
});

test.for([
  [60, "CACHE_CONTROL media.cacheControl"],
  [null, "CACHE_CONTROL media.cacheControl"],
  ["max-age", "CACHE_CONTROL media.cacheControl"],
  ["max-age=1h", "CACHE_CONTROL media.cacheControl"],
  ["public; max-age=1", "CACHE_CONTROL media.cacheControl"],
  ["no-cache\r\nx-evil: 1", "CACHE_CONTROL media.cacheControl"],
  [{ "**/*.html": 5 }, 'CACHE_CONTROL media.cacheControl["**/*.html"]'],
  [{ "*.html": "no-cache" }, 'CACHE_CONTROL_UNMATCHED media.cacheControl["*.html"]'],
] as const)("%j is refused", ([cacheControl, expected]) => {
  expect(codesOf(cacheControl)).toEqual([expected]);
});
