/**
 * Lets those who want the same thing have it one after the other. Optimistic commits need no turns to be right, but
 * a thousand writers of one key would each begin again a thousand times.
 */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs the task when everybody who asked for `name` before is done. */
  async take<Result>(name: string, task: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(name) ?? Promise.resolve();
    const turn = before.then(task, task);
    this.#last.set(name, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(name) === turn) this.#last.delete(name);
    }
  }
}
