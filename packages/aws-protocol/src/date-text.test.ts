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
  for (const time of [
    0, -1, 86_399_999, 86_400_000, 951_782_400_000, 951_868_800_000, 4_107_542_399_999, -62_167_219_200_000,
    -62_167_219_200_001, 253_402_300_799_999, 253_402_300_800_000,
  ]) {
    const date = new Date(time);
    expect([isoDateText(date), httpDateText(date)]).toEqual([date.toISOString(), date.toUTCString()]);
  }
});

test("refuses what is no date", () => {
  expect(() => isoDateText(new Date(Number.NaN))).toThrow(RangeError);
});
