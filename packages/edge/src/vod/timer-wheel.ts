import type { EdgeClock } from "../clock.ts";

/** Coarse enough that viewers share wake-ups, fine enough that nobody sees it: less than two frames. */
const TICK_MS = 50;

/**
 * One timer for all viewers. What falls due within a tick fires together, at the end of the tick: a thousand paced
 * viewers wake the process twenty times a second, not five hundred.
 */
export class TimerWheel {
  readonly #clock: EdgeClock;
  readonly #ticks = new Map<number, Set<() => void>>();
  /** The tick the timer is set for; infinite when there is none. */
  #armedTick = Number.POSITIVE_INFINITY;
  #cancelTimer: () => void = () => undefined;

  constructor(clock: EdgeClock) {
    this.#clock = clock;
  }

  /** Calls back once, at `atMs` (monotonic) or up to a tick later. Returns what cancels it. */
  schedule(atMs: number, callback: () => void): () => void {
    const tick = Math.max(Math.ceil(atMs / TICK_MS), Math.floor(this.#clock.nowMs() / TICK_MS));
    const due = this.#ticks.get(tick) ?? new Set();
    this.#ticks.set(tick, due);
    // A function of its own, so that one callback may be scheduled twice.
    const entry = (): void => callback();
    due.add(entry);
    if (tick < this.#armedTick) this.#arm(tick);
    return () => due.delete(entry);
  }

  #arm(tick: number): void {
    this.#cancelTimer();
    this.#armedTick = tick;
    this.#cancelTimer = this.#clock.setTimer(tick * TICK_MS - this.#clock.nowMs(), () => this.#fire());
  }

  #fire(): void {
    this.#armedTick = Number.POSITIVE_INFINITY;
    const nowMs = this.#clock.nowMs();
    let next = Number.POSITIVE_INFINITY;
    for (const [tick, due] of [...this.#ticks].sort(([a], [b]) => a - b)) {
      // Node's timers may fire a fraction of a millisecond early.
      if (tick * TICK_MS <= nowMs + 1) {
        this.#ticks.delete(tick);
        for (const entry of due) entry();
      } else if (due.size === 0) {
        this.#ticks.delete(tick);
      } else {
        next = Math.min(next, tick);
      }
    }
    if (next < this.#armedTick) this.#arm(next);
  }
}
