import type { Clock } from "./clock.ts";

const HOUR_MS = 3_600_000;

/**
 * Sweeps at every full hour of the server's clock: lifecycle rules fall due at midnight UTC, completed uploads are to be
 * forgotten after a day.
 *
 * It sleeps until it is told that there is something to sweep, so that a cloud without any has no timer going.
 */
export class LifecycleTimer {
  readonly #clock: Clock;
  readonly #sweep: () => Promise<unknown>;
  readonly #onError: (error: unknown) => void;
  #cancel: (() => void) | undefined;
  #sweeping: Promise<void> | undefined;

  constructor(clock: Clock, sweep: () => Promise<unknown>, onError: (error: unknown) => void) {
    this.#clock = clock;
    this.#sweep = sweep;
    this.#onError = onError;
  }

  /** Says that there may be something to sweep. */
  start(): void {
    if (this.#cancel === undefined) this.#schedule();
  }

  /** Resolves when no sweep is under way any more, and none will be. */
  async stop(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    await this.#sweeping;
  }

  #schedule(): void {
    const { now, setTimer } = this.#clock;
    this.#cancel = setTimer(HOUR_MS - (now().getTime() % HOUR_MS), () => {
      this.#schedule();
      // One that takes longer than an hour is not joined by another.
      this.#sweeping ??= this.#sweepOnce();
    });
  }

  async #sweepOnce(): Promise<void> {
    try {
      await this.#sweep();
    } catch (error) {
      this.#onError(error);
    } finally {
      this.#sweeping = undefined;
    }
  }
}
