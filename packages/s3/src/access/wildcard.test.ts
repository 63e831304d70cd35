import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesWildcard } from "./wildcard.ts";

const EXPRESSIONS: Readonly<Record<string, string>> = { "*": ".*", "?": ".", ".": "\\." };

test("matches what the same pattern matches as a regular expression", () => {
  const symbols = fc.array(fc.constantFrom("a", "b", "*", "?", "."), { maxLength: 8 });
  const text = fc.array(fc.constantFrom("a", "b", "."), { maxLength: 8 });
  fc.assert(
    fc.property(symbols, text, (pattern, characters) => {
      const expression = pattern.map((symbol) => EXPRESSIONS[symbol] ?? symbol).join("");
      const expected = new RegExp(`^${expression}$`).test(characters.join(""));
      expect(matchesWildcard(pattern.join(""), characters.join(""))).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

test("does not backtrack forever", () => {
  expect(matchesWildcard(`${"a*".repeat(50)}b`, "a".repeat(10_000))).toBe(false);
});
