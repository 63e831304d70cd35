/** The server's time: everything in the cloud that waits or compares dates asks this. */
export interface Clock {
  readonly now: () => Date;
  /** Calls back once after `delayMs`. Returns the canceller. Does not keep a process alive. */
  readonly setTimer: (delayMs: number, callback: () => void) => () => void;
}

/** Time as it goes by. */
export const SYSTEM_CLOCK: Clock = {
  now: () => new Date(),
  setTimer: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is told to go on. */
export interface ManualClock extends Clock {
  /** Moves on by `ms` and runs, in order, the timers that fall due; resolves when what they started has settled. */
  readonly advance: (ms: number) => Promise<void>;
}

/** @param startMs milliseconds since 1970 at which the clock begins. */
export function createManualClock(startMs: number = Date.now()): ManualClock {
  let nowMs = startMs;
  const timers = new Set<{ readonly dueMs: number; readonly callback: () => void }>();
  return {
    now: () => new Date(nowMs),
    setTimer: (delayMs, callback) => {
      const timer = { dueMs: nowMs + Math.max(0, delayMs), callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: async (ms) => {
      const endMs = nowMs + ms;
      for (;;) {
        const next = [...timers].filter(({ dueMs }) => dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (next === undefined) break;
        timers.delete(next);
        nowMs = Math.max(nowMs, next.dueMs);
        next.callback();
        await settle();
      }
      nowMs = endMs;
      await settle();
    },
  };
}

/** Lets promises and stream callbacks that are ready run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
