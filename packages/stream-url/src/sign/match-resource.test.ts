import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesResource } from "./match-resource.ts";
import { parsePolicy } from "./parse-policy.ts";
import { policyText } from "./policy.ts";

describe("matchesResource", () => {
  const stream = { streamName: "videos/clip", extension: "flv", ownQuery: "" };

  test.for([
    ["videos/clip", true],
    ["videos/clip.flv", true],
    ["videos/clip.mp4", false],
    ["videos/*", true],
    ["*clip", true],
    ["*.flv", true],
    ["v*o*/c*p", true],
    ["videos/clip*", true],
    ["videos/clip**", true],
    ["videos/cli?", true],
    ["videos/clip?", false],
    ["VIDEOS/clip", false],
    ["mp4:videos/clip", false],
    ["cfx/st/videos/clip", false],
    ["", false],
    ["?", false],
    ["*", true],
  ] as const)("%s: %s", ([resource, is]) => {
    expect(matchesResource(resource, stream)).toBe(is);
  });

  test("agrees with a regular expression", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
    const names = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
    fc.assert(
      fc.property(letters, names, (resource, streamName) => {
        const expression = new RegExp(`^${resource.replaceAll("*", ".*").replaceAll("?", ".")}$`);
        const is = matchesResource(resource, { streamName, extension: "", ownQuery: "" });
        expect(is).toBe(expression.test(streamName));
      }),
      { numRuns: 1000 },
    );
  });

  test("answers a hostile pattern at once", () => {
    const streamName = "a".repeat(2_000);
    expect(matchesResource(`${"*a".repeat(500)}b`, { streamName, extension: "", ownQuery: "" })).toBe(false);
  });
});

describe("parsePolicy", () => {
  test.for([
    { resource: "a", expiresEpochSeconds: 1 },
    { resource: "a*", expiresEpochSeconds: 5, notBeforeEpochSeconds: 2, sourceIp: "0.0.0.0/0" },
  ])("reads back $resource", (policy) => {
    expect(parsePolicy(policyText(policy))).toEqual({
      notBeforeEpochSeconds: undefined,
      sourceIp: undefined,
      ...policy,
    });
  });

  test.for([
    "",
    "null",
    "[]",
    "{}",
    '{"Statement":[]}',
    '{"Statement":[{"Resource":"a"}]}',
    '{"Statement":[{"Resource":1,"Condition":{"DateLessThan":{"AWS:EpochTime":1}}}]}',
    '{"Statement":[{"Resource":"a","Condition":{"DateLessThan":{"AWS:EpochTime":"1"}}}]}',
    '{"Statement":[{"Resource":"a","Condition":{"DateLessThan":{"AWS:EpochTime":1},"DateGreaterThan":{"AWS:EpochTime":"1"}}}]}',
    '{"Statement":[{"Resource":"a","Condition":{"DateLessThan":{"AWS:EpochTime":1},"IpAddress":{"AWS:SourceIp":["1.2.3.4"]}}}]}',
  ])("does not take %s for a policy", (text) => {
    expect(parsePolicy(text)).toBeUndefined();
  });
});
