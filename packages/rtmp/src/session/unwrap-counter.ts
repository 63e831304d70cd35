const TWO_POW_32 = 2 ** 32;
const HALF = 2 ** 31;

/** Continues a 32-bit counter past its wraps: the value nearest to the last one that ends in these 32 bits. */
export class UnwrapCounter {
  #last = 0;

  /** The value last given. */
  get last(): number {
    return this.#last;
  }

  next(low32: number): number {
    const stepForward = (((low32 - this.#last) % TWO_POW_32) + TWO_POW_32) % TWO_POW_32;
    const value = this.#last + (stepForward >= HALF ? stepForward - TWO_POW_32 : stepForward);
    // Before zero there is nothing: a first value in the upper half is just large.
    this.#last = value < 0 ? value + TWO_POW_32 : value;
    return this.#last;
  }
}
