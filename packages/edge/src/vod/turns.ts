/**
 * Lets viewers who take as much as they can get take turns, so that none of them keeps the others (and everything else
 * the process does) waiting. Those who watch the same then also send the same bytes shortly after one another, while
 * the processor still has them at hand.
 */
export class Turns {
  #waiting: { callback: (() => void) | undefined }[] = [];

  /** Calls back behind whatever else waits. Returns what cancels it. */
  next(callback: () => void): () => void {
    const entry: { callback: (() => void) | undefined } = { callback };
    if (this.#waiting.length === 0) setImmediate(() => this.#run());
    this.#waiting.push(entry);
    return () => {
      entry.callback = undefined;
    };
  }

  #run(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { callback } of waiting) callback?.();
  }
}
