/** Time as the edge sees it, given from outside so that tests own it. */
export interface EdgeClock {
  /** Monotonic milliseconds since an arbitrary origin: pacing, deadlines. */
  readonly nowMs: () => number;
  /** The time of day: logs, expiry of signatures, HTTP dates. */
  readonly date: () => Date;
  /** Calls back once after `delayMs`; returns what cancels it. Never keeps the process alive by itself. */
  readonly setTimer: (delayMs: number, callback: () => void) => () => void;
}

/** The machine's own clock. */
export const SYSTEM_CLOCK: EdgeClock = {
  nowMs: () => performance.now(),
  date: () => new Date(),
  setTimer: (delayMs, callback) => {
    const timer = setTimeout(callback, Math.max(0, delayMs));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
