import fc from "fast-check";
import { expect, test } from "vitest";
import { rescaleTicks, ticksToMs } from "./ticks.ts";

test.for([
  [0, 25, 0],
  [1, 3, 333],
  [2, 3, 667],
  [1, 2000, 1],
  [3, 2000, 2],
  [-1, 2000, 0],
  [-3, 2000, -1],
  [1001, 30_000, 33],
  [-2002, 30_000, -67],
] as const)("%i ticks of %i are %i ms", ([ticks, timescale, ms]) => {
  expect(ticksToMs(ticks, timescale)).toBe(ms);
});

/** Half up, by integers without a limit. */
function exact(ticks: number, from: number, to: number): number {
  const numerator = 2n * BigInt(ticks) * BigInt(to) + BigInt(from);
  const denominator = 2n * BigInt(from);
  const quotient = numerator / denominator;
  return Number(numerator % denominator < 0n ? quotient - 1n : quotient);
}

test("is exact for any clock and any time of five days", () => {
  const clock = fc.integer({ min: 1, max: 10_000_000 });
  fc.assert(
    fc.property(clock, fc.integer({ min: -432_000, max: 432_000 }), fc.nat(), (timescale, seconds, rest) => {
      const ticks = seconds * timescale + (rest % timescale);
      expect(ticksToMs(ticks, timescale)).toBe(exact(ticks, timescale, 1000));
    }),
    { seed: 1 },
  );
  fc.assert(
    fc.property(clock, clock, fc.maxSafeInteger(), (from, to, ticks) => {
      if (Number.isSafeInteger(exact(ticks, from, to))) {
        expect(rescaleTicks(ticks, from, to)).toBe(from === to ? ticks : exact(ticks, from, to));
      }
    }),
    { seed: 1 },
  );
});
