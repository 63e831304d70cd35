import { Counter, type CounterConfiguration, type LabelValues } from "prom-client";

/** What has been counted under one set of labels since the counter was read last. */
export class Tally {
  #sum = 0;

  add(value: number): void {
    this.#sum += value;
  }

  /** The sum so far, which begins again at 0. */
  take(): number {
    const sum = this.#sum;
    this.#sum = 0;
    return sum;
  }
}

/**
 * A counter for what happens with every write: to find a labelled value in a `Counter`, its labels are checked and joined
 * each time. Here who counts keeps a tally, and the counter asks the tallies when it is read.
 */
export class TalliedCounter<Label extends string> {
  readonly #counter: Counter<Label>;
  readonly #labelNames: readonly Label[];
  readonly #tallies = new Map<string, { readonly labels: LabelValues<Label>; readonly tally: Tally }>();

  constructor(configuration: CounterConfiguration<Label>) {
    this.#labelNames = configuration.labelNames ?? [];
    this.#counter = new Counter({
      ...configuration,
      collect: () => {
        for (const { labels, tally } of this.#tallies.values()) this.#counter.inc(labels, tally.take());
      },
    });
  }

  /** The tally of a set of labels, the same for all who ask. */
  of(labels: LabelValues<Label>): Tally {
    const key = this.#labelNames.map((name) => labels[name]).join("\n");
    const known = this.#tallies.get(key);
    if (known !== undefined) return known.tally;
    const tally = new Tally();
    this.#tallies.set(key, { labels, tally });
    return tally;
  }
}
