import { expect, test } from "vitest";
import { cacheControlOf } from "./cache-control.ts";

test.for([
  [undefined, "index.html", "no-cache"],
  [undefined, "deep/page.htm", "no-cache"],
  [undefined, "player.js", undefined],
  ["max-age=60", "any/thing.bin", "max-age=60"],
  ["", "index.html", undefined],
  [{}, "index.html", undefined],
  [{ "*.js": "max-age=1", "**": "max-age=2" }, "a.js", "max-age=1"],
  [{ "*.js": "max-age=1", "**": "max-age=2" }, "a/b.js", "max-age=2"],
  [{ "videos/**": "", "**": "max-age=2" }, "videos/a.flv", undefined],
] as const)("%j: %s is kept by %s", ([cacheControl, key, expected]) => {
  expect(cacheControlOf(cacheControl === undefined ? {} : { cacheControl }, key)).toBe(expected);
});
