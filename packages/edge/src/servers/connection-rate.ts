import type { EdgeClock } from "../clock.ts";

/** Seconds' worth of connections that may come at once. */
const BURST_SECONDS = 10;
/** With more addresses than this, those that have been quiet are forgotten. */
const MAX_ADDRESSES = 10_000;

/** How fast each address may connect: a token bucket an address. */
export class ConnectionRate {
  readonly #clock: EdgeClock;
  readonly #perSecond: number;
  readonly #buckets = new Map<string, { tokens: number; atMs: number }>();

  constructor(clock: EdgeClock, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
  }

  /** Counts a connection; false when it is one too many. */
  allows(address: string): boolean {
    const nowMs = this.#clock.nowMs();
    const capacity = this.#perSecond * BURST_SECONDS;
    const bucket = this.#buckets.get(address) ?? { tokens: capacity, atMs: nowMs };
    bucket.tokens = Math.min(capacity, bucket.tokens + ((nowMs - bucket.atMs) / 1000) * this.#perSecond);
    bucket.atMs = nowMs;
    // Set anew, so that the map's order is that of use.
    this.#buckets.delete(address);
    this.#buckets.set(address, bucket);
    if (this.#buckets.size > MAX_ADDRESSES) {
      const [oldest] = this.#buckets.keys();
      if (oldest !== undefined) this.#buckets.delete(oldest);
    }
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
}
