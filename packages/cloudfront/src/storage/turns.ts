/** Runs tasks of the same name one after the other. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs the task when every earlier one of that name has settled. */
  take<Result>(name: string, task: () => Promise<Result>): Promise<Result> {
    const previous = this.#last.get(name);
    const turn = previous === undefined ? task() : previous.then(task, task);
    this.#last.set(name, turn);
    const leave = () => {
      if (this.#last.get(name) === turn) this.#last.delete(name);
    };
    turn.then(leave, leave);
    return turn;
  }
}
