import type { EdgeClock } from "../clock.ts";

/** Coarse enough that viewers share wake-ups, fine enough that nobody sees it: less than two frames. */
const TICK_MS = 50;

/** How many fire before the event loop goes on: whoever else the process serves waits for no more. */
const AT_ONCE = 32;

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
    // Node's timers may fire a fraction of a millisecond early.
    const nowTick = Math.floor((this.#clock.nowMs() + 1) / TICK_MS);
    let next = Number.POSITIVE_INFINITY;
    const dueTicks: number[] = [];
    for (const [tick, entries] of this.#ticks) {
      if (tick <= nowTick) dueTicks.push(tick);
      else if (entries.size === 0) this.#ticks.delete(tick);
      else next = Math.min(next, tick);
    }
    for (const tick of dueTicks.sort((a, b) => a - b)) {
      const due = this.#ticks.get(tick);
      this.#ticks.delete(tick);
      if (due !== undefined) runInTurns(due);
    }
    if (next < this.#armedTick) this.#arm(next);
  }
}

/** Runs what is due and has not been cancelled by then. */
function runInTurns(due: Set<() => void>): void {
  let count = 0;
  for (const entry of due) {
    if (count === AT_ONCE) {
      setImmediate(runInTurns, due);
      return;
    }
    due.delete(entry);
    entry();
    count += 1;
  }
}
