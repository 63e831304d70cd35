/** One line of a benchmark: a figure, its peers in the same run, and the goals set for it. */
export interface BenchRow {
  readonly what: string;
  readonly unit: string;
  /** Medians over the rounds, by who was measured; the first is Oxbow. A peer that is not there is `undefined`. */
  readonly figures: Readonly<Record<string, number | undefined>>;
  readonly goals: readonly BenchGoal[];
}

/** Oxbow's figure may be at most `limit` times the peer's; without a peer, at most `limit`. */
export interface BenchGoal {
  readonly peer?: string;
  readonly limit: number;
}

/** The middle one; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[middle - 1] ?? Number.NaN, sorted[middle] ?? Number.NaN];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
