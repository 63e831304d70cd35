import fc from "fast-check";
import { expect, test } from "vitest";
import { httpDateText, isoDateText } from "./date-text.ts";

test("writes what Date writes", () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (date) => {
      expect([isoDateText(date), httpDateText(date)]).toEqual([date.toISOString(), date.toUTCString()]);
    }),
    { numRuns: 2000 },
  );
  for (const time of [0, -1, 86_399_999, 86_400_000, 951_782_400_000]) {
    expect(isoDateText(new Date(time))).toBe(new Date(time).toISOString());
  }
});

test("refuses what is no date", () => {
  expect(() => isoDateText(new Date(Number.NaN))).toThrow(RangeError);
});
