import fc from "fast-check";
import { expect, test } from "vitest";
import { afterPrefix, compareKeys } from "./key-order.ts";

const text = fc.string({ unit: "binary" });

test("keys compare as their UTF-8 bytes", () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
  expect(compareKeys("\uffee", "\u{1f600}")).toBeLessThan(0);
});

test("afterPrefix is after every key with the prefix and not after the next key without it", () => {
  fc.assert(
    fc.property(text, text, (prefix, suffix) => {
      const next = afterPrefix(prefix);
      if (next !== undefined) expect(compareKeys(prefix + suffix, next)).toBeLessThan(0);
    }),
  );
  expect(afterPrefix("a/")).toBe("a0");
  expect(afterPrefix("\ud7ff")).toBe("\ue000");
  expect(afterPrefix("a\u{10ffff}")).toBe("b");
  expect(afterPrefix("\u{10ffff}")).toBeUndefined();
});
