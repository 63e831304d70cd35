import { expect, test } from "vitest";
import { isMixedContent } from "./mixed-content.ts";

test.for([
  { page: "https:", target: "http://edge.example/x", isMixed: true },
  { page: "https:", target: "ws://edge.example/x", isMixed: true },
  { page: "https:", target: "https://edge.example/x", isMixed: false },
  { page: "https:", target: "http://s1.cloudfront.localhost:8080/x", isMixed: false },
  { page: "https:", target: "http://127.0.0.1:8080/x", isMixed: false },
  { page: "http:", target: "http://edge.example/x", isMixed: false },
])("$target in a page of $page is mixed content: $isMixed", ({ page, target, isMixed }) => {
  expect(isMixedContent(page, new URL(target))).toBe(isMixed);
});
