import type { Scheduler } from "./scheduler.ts";

/** A clock that stands still until it is told to go on; timers fire as it passes them. */
export class TestClock implements Scheduler {
  #nowMs = Date.UTC(2012, 4, 5, 12, 0, 0, 123);
  readonly #timers = new Set<{ readonly atMs: number; readonly callback: () => void }>();

  readonly now = (): Date => new Date(this.#nowMs);

  readonly setTimer = (ms: number, callback: () => void): (() => void) => {
    const timer = { atMs: this.#nowMs + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  get pendingTimers(): number {
    return this.#timers.size;
  }

  /** Moves the clock without telling anybody: a process that slept. */
  skip(ms: number): void {
    this.#nowMs += ms;
  }

  advance(ms: number): void {
    this.#nowMs += ms;
    for (const timer of [...this.#timers].sort((a, b) => a.atMs - b.atMs)) {
      if (timer.atMs > this.#nowMs) continue;
      this.#timers.delete(timer);
      timer.callback();
    }
  }
}
