/** Timers from outside, so that tests own the clock. */
export interface Scheduler {
  /** Calls back once after `ms` milliseconds; returns what cancels it. */
  readonly setTimer: (ms: number, callback: () => void) => () => void;
}

/** The process's own timers. They keep no process alive: a deployment that is due is caught up at the next start. */
export const processScheduler: Scheduler = Object.freeze({
  setTimer: (ms: number, callback: () => void) => {
    const timer = setTimeout(callback, ms).unref();
    return () => clearTimeout(timer);
  },
});
