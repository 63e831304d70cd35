const MS_PER_SECOND = 1000;

/**
 * Ticks of a track's clock in whole milliseconds, halves rounded up, exact: the quotient of two doubles may be an
 * integer where the true one is just below it.
 *
 * @param ticks an integer; exact up to ±4.5e12, which is 125 hours at ten million ticks a second
 */
export function ticksToMs(ticks: number, timescale: number): number {
  const numerator = 2 * MS_PER_SECOND * ticks + timescale;
  const denominator = 2 * timescale;
  const quotient = Math.floor(numerator / denominator);
  return quotient * denominator > numerator ? quotient - 1 : quotient;
}

/** Ticks of one clock in ticks of another, halves rounded up. */
export function rescaleTicks(ticks: number, from: number, to: number): number {
  if (from === to) return ticks;
  const exact = BigInt(Math.round(ticks)) * BigInt(to) * 2n + BigInt(from);
  const divisor = 2n * BigInt(from);
  const quotient = exact / divisor;
  return Number(exact % divisor < 0n ? quotient - 1n : quotient);
}
