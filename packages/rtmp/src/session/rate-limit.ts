/** Lets through `perSecond` events a second on average, and as many at once. */
export class RateLimit {
  readonly #perSecond: number;
  #allowance: number;
  #lastMs: number | undefined;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#allowance = perSecond;
  }

  /** Counts one event; `false` when it is one too many. */
  allows(nowMs: number): boolean {
    const elapsedMs = Math.max(0, nowMs - (this.#lastMs ?? nowMs));
    this.#lastMs = nowMs;
    this.#allowance = Math.min(this.#perSecond, this.#allowance + (elapsedMs / 1000) * this.#perSecond);
    if (this.#allowance < 1) return false;
    this.#allowance -= 1;
    return true;
  }
}
