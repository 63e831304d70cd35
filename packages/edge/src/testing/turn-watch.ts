/** How often the event loop has to show that it turns. */
const TICK_MS = 5;

/**
 * Watches how long single turns of this thread's event loop work. Work is counted in processor time: what a busy machine
 * takes away from the process is no work of its own.
 */
export class TurnWatch {
  readonly #timer: NodeJS.Timeout;
  #lastMs = cpuMs();
  #longestMs = 0;

  constructor() {
    this.#timer = setInterval(() => this.#turned(), TICK_MS).unref();
  }

  /** The longest since last asked, to within a tick. */
  takeLongestMs(): number {
    const longestMs = this.#longestMs;
    this.#longestMs = 0;
    return longestMs;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #turned(): void {
    const nowMs = cpuMs();
    this.#longestMs = Math.max(this.#longestMs, nowMs - this.#lastMs);
    this.#lastMs = nowMs;
  }
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
