/** Rows that are read before others have a turn: a few milliseconds' work, also before V8 has compiled it. */
const ROWS_AT_ONCE = 32_768;

/** Tells, while the long columns of an index are made, when it is time for a pause. */
export class Pace {
  #left = ROWS_AT_ONCE;

  /** One past the last of the rows that are to be done next, from `start` on. */
  end(start: number, count: number): number {
    return Math.min(count, start + this.#left);
  }

  /** Counts what was done; true when a pause is due. */
  isDue(rows: number): boolean {
    this.#left -= rows;
    if (this.#left > 0) return false;
    this.#left = ROWS_AT_ONCE;
    return true;
  }
}
