import { median } from "../row.ts";

const RESAMPLES = 2000;
/** Of the middle 95 %. */
const TAIL = 0.025;

/** Bootstrap interval (percentiles) of the ratio of two medians; the same samples give the same interval. */
export function ratioInterval(
  own: readonly number[],
  peer: readonly number[],
): { readonly low: number; readonly high: number } {
  const random = createRandom(1);
  const resampled = (values: readonly number[]): number[] =>
    values.map(() => values[Math.floor(random() * values.length)] ?? Number.NaN);
  const ratios = Array.from({ length: RESAMPLES }, () => median(resampled(own)) / median(resampled(peer)));
  ratios.sort((a, b) => a - b);
  const at = (part: number): number => ratios[Math.floor(part * (RESAMPLES - 1))] ?? Number.NaN;
  return { low: at(TAIL), high: at(1 - TAIL) };
}

/** A linear congruential generator (Numerical Recipes, 7.1): numbers from 0 to 1. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
