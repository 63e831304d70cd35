import fc from "fast-check";
import { expect, test } from "vitest";
import { UnwrapCounter } from "./unwrap-counter.ts";

const TWO_POW_32 = 2 ** 32;

test("follows a clock through its wraps, forwards and backwards, as long as steps stay below 24.8 days", () => {
  const step = fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 });
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 31 - 1 }), fc.array(step, { maxLength: 30 }), (start, changes) => {
      const counter = new UnwrapCounter();
      let value = start;
      expect(counter.next(value % TWO_POW_32)).toBe(value);
      for (const change of changes) {
        if (value + change < 0) continue;
        value += change;
        expect(counter.next(value % TWO_POW_32)).toBe(value);
        expect(counter.last).toBe(value);
      }
    }),
  );
});

test("a first value in the upper half is what it says", () => {
  expect(new UnwrapCounter().next(4_000_000_000)).toBe(4_000_000_000);
});
