interface Entry<Value> {
  readonly value: Value;
  weight: number;
  /** When it was last put at the end of the map, by the count of uses. */
  movedAt: number;
}

/**
 * A map that forgets what was not used longest once its values weigh more than `capacity`. To move an entry costs more
 * than to find it: what is among the last eighth of the map stays where it is.
 */
export class ByteLru<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #capacity: number;
  #weight = 0;
  #uses = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Sum of the weights of what is kept. */
  get weight(): number {
    return this.#weight;
  }

  get size(): number {
    return this.#entries.size;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#uses += 1;
    if (this.#uses - entry.movedAt > this.#entries.size >>> 3) {
      // A Map iterates in insertion order: the front is what was used longest ago.
      this.#entries.delete(key);
      this.#entries.set(key, entry);
      entry.movedAt = this.#uses;
    }
    return entry.value;
  }

  set(key: string, value: Value, weight: number): void {
    this.delete(key);
    this.#uses += 1;
    this.#entries.set(key, { value, weight, movedAt: this.#uses });
    this.#weight += weight;
    this.#evict();
  }

  /** Tells that a kept value has grown. Without effect when it is gone. */
  grow(key: string, byWeight: number): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    entry.weight += byWeight;
    this.#weight += byWeight;
    this.#evict();
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#weight -= entry.weight;
  }

  #evict(): void {
    for (const [key, { weight }] of this.#entries) {
      if (this.#weight <= this.#capacity || this.#entries.size === 1) return;
      this.#entries.delete(key);
      this.#weight -= weight;
    }
  }
}
