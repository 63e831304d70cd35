import type { EdgeClock } from "../clock.ts";

/** Coarse enough that viewers share wake-ups, fine enough that nobody sees it: less than two frames. */
const TICK_MS = 50;

/** As far ahead as viewers schedule, the next tick is looked for tick by tick: a few seconds. */
const NEAR_TICKS = 100;

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
    // Nothing is due earlier: the timer is set for the first tick that has anything.
    const firedTick = this.#armedTick;
    this.#armedTick = Number.POSITIVE_INFINITY;
    // Node's timers may fire a fraction of a millisecond early.
    const nowTick = Math.floor((this.#clock.nowMs() + 1) / TICK_MS);
    for (let tick = firedTick; tick <= nowTick; tick++) {
      const due = this.#ticks.get(tick);
      if (due === undefined) continue;
      this.#ticks.delete(tick);
      runInTurns(due);
    }
    const next = this.#nextAfter(nowTick);
    if (next < this.#armedTick) this.#arm(next);
  }

  /** The next tick at which anything is due; infinite when nothing is. */
  #nextAfter(nowTick: number): number {
    for (let tick = nowTick + 1; tick <= nowTick + NEAR_TICKS; tick++) {
      const entries = this.#ticks.get(tick);
      if (entries === undefined) continue;
      if (entries.size > 0) return tick;
      this.#ticks.delete(tick);
    }
    let next = Number.POSITIVE_INFINITY;
    for (const tick of this.#ticks.keys()) {
      if (this.#ticks.get(tick)?.size === 0) this.#ticks.delete(tick);
      else next = Math.min(next, tick);
    }
    return next;
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
