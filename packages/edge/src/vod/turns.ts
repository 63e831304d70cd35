/** How many have their turn before the event loop goes on: at a block or two each, or a segment read, some milliseconds. */
const TURNS_AT_ONCE = 12;

interface Entry {
  callback: (() => void) | undefined;
}

/**
 * Lets viewers who take as much as they can get take turns, so that none of them keeps the others (and everything else
 * the process does) waiting. Those who watch the same then also send the same bytes shortly after one another, while
 * the processor still has them at hand.
 */
export class Turns {
  #waiting: Entry[] = [];
  #isArmed = false;
  /** Since the event loop came by last. */
  #taken = 0;

  /** Calls back behind whatever else waits. Returns what cancels it. */
  next(callback: () => void): () => void {
    const entry: Entry = { callback };
    this.#waiting.push(entry);
    this.#arm();
    return () => {
      entry.callback = undefined;
    };
  }

  /** Whether one more may have its turn now; where many had theirs just now, it is for `next` to call back. */
  take(): boolean {
    if (this.#taken >= TURNS_AT_ONCE) return false;
    this.#taken += 1;
    this.#arm();
    return true;
  }

  #arm(): void {
    if (this.#isArmed) return;
    this.#isArmed = true;
    setImmediate(() => this.#run());
  }

  #run(): void {
    this.#isArmed = false;
    const waiting = this.#waiting;
    this.#waiting = waiting.splice(TURNS_AT_ONCE);
    this.#taken = waiting.length;
    if (this.#taken > 0 || this.#waiting.length > 0) this.#arm();
    for (const { callback } of waiting) callback?.();
  }
}
