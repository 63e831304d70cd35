import { expect, test } from "vitest";
import { webBehavior, webDistribution } from "../../testing/memory-directory.ts";
import { matchesPath, routeOf } from "./behavior.ts";

const PATTERNS = [
  { pattern: "*", path: "/anything", matches: true },
  { pattern: "videos/*", path: "/videos/a/b.flv", matches: true },
  { pattern: "/videos/*", path: "/videos/", matches: true },
  { pattern: "/videos/*", path: "/Videos/a", matches: false },
  { pattern: "*.jpg", path: "/a/b.jpg", matches: true },
  { pattern: "*.jp?", path: "/a/b.jp", matches: false },
  { pattern: "/a??.js", path: "/a12.js", matches: true },
  { pattern: "/*a*b", path: "/xxaxxb", matches: true },
  { pattern: "/*a*b", path: "/xxaxxbc", matches: false },
  { pattern: "/a.c", path: "/abc", matches: false },
  { pattern: `/${"*a".repeat(30)}`, path: `/${"a".repeat(5000)}b`, matches: false },
];
test.for(PATTERNS)("$pattern on $path", ({ pattern, path, matches }) => {
  expect(matchesPath(pattern, path)).toBe(matches);
});

const ORIGIN = {
  id: "player",
  domainName: "p.s3.amazonaws.com",
  originAccessIdentity: undefined,
  isS3: true,
};
const DISTRIBUTION = webDistribution({
  origins: [
    { ...ORIGIN, path: "" },
    { ...ORIGIN, id: "images", path: "/site/v2" },
  ],
  behaviors: [webBehavior({ pathPattern: "img/*", originId: "images" }), webBehavior()],
});

const ROUTES = [
  { path: "/", originId: "player", key: "index.html" },
  { path: "/docs/", originId: "player", key: "docs/" },
  { path: "/a%20b%2Bc.html", originId: "player", key: "a b+c.html" },
  { path: "/img/x.png", originId: "images", key: "site/v2/img/x.png" },
  { path: "//x", originId: "player", key: "/x" },
];
test.for(ROUTES)("$path is $key of $originId", ({ path, originId, key }) => {
  expect(routeOf(DISTRIBUTION, path)).toMatchObject({ origin: { id: originId }, key });
});

test("what can't be routed is nothing", () => {
  expect(routeOf(DISTRIBUTION, "/%zz")).toBeUndefined();
  expect(routeOf(webDistribution({ origins: [] }), "/x")).toBeUndefined();
});
