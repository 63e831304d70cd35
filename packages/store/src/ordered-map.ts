import { compareKeys, type KeyRange } from "./key-order.ts";

/** Entries a leaf may hold before it is split; half of it is what a split leaves on each side. */
const LEAF_ENTRIES = 512;

interface Leaf<Value> {
  readonly keys: string[];
  readonly values: Value[];
}

/**
 * A map in the order of its keys' UTF-8 bytes: sorted leaves in a sorted list, so that look-up is two binary
 * searches and an insertion moves at most one leaf's entries.
 */
export class OrderedMap<Value> {
  #leaves: Leaf<Value>[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(key: string): Value | undefined {
    const leaf = this.#leaves[this.#leafIndex(key)];
    if (leaf === undefined) return undefined;
    const index = lowerBound(leaf.keys, key);
    return leaf.keys[index] === key ? leaf.values[index] : undefined;
  }

  set(key: string, value: Value): void {
    const leafIndex = this.#leafIndex(key);
    const leaf = this.#leaves[leafIndex];
    if (leaf === undefined) {
      this.#leaves.push({ keys: [key], values: [value] });
      this.#size++;
      return;
    }
    const index = lowerBound(leaf.keys, key);
    if (leaf.keys[index] === key) {
      leaf.values[index] = value;
      return;
    }
    leaf.keys.splice(index, 0, key);
    leaf.values.splice(index, 0, value);
    this.#size++;
    if (leaf.keys.length > LEAF_ENTRIES) this.#split(leafIndex, leaf, index);
  }

  delete(key: string): boolean {
    const leafIndex = this.#leafIndex(key);
    const leaf = this.#leaves[leafIndex];
    if (leaf === undefined) return false;
    const index = lowerBound(leaf.keys, key);
    if (leaf.keys[index] !== key) return false;
    leaf.keys.splice(index, 1);
    leaf.values.splice(index, 1);
    if (leaf.keys.length === 0) this.#leaves.splice(leafIndex, 1);
    this.#size--;
    return true;
  }

  clear(): void {
    this.#leaves = [];
    this.#size = 0;
  }

  /** At most `limit` entries of the range, from its start or, reversed, from its end. */
  range(range: KeyRange, limit: number, isReversed: boolean): readonly (readonly [string, Value])[] {
    const found: (readonly [string, Value])[] = [];
    const { leafIndex, index } = this.#position(range, isReversed);
    const step = isReversed ? -1 : 1;
    let entry = index;
    for (let at = leafIndex; found.length < limit; at += step) {
      const leaf = this.#leaves[at];
      if (leaf === undefined) return found;
      if (at !== leafIndex) entry = isReversed ? leaf.keys.length - 1 : 0;
      for (; found.length < limit; entry += step) {
        const key = leaf.keys[entry];
        if (key === undefined) break;
        if (isReversed ? isBeforeStart(key, range) : isAfterEnd(key, range)) return found;
        found.push([key, leaf.values[entry] as Value]);
      }
    }
    return found;
  }

  /** Where a walk of the range begins. */
  #position(range: KeyRange, isReversed: boolean): { leafIndex: number; index: number } {
    if (isReversed) {
      if (range.end === undefined) {
        const leafIndex = this.#leaves.length - 1;
        return { leafIndex, index: (this.#leaves[leafIndex]?.keys.length ?? 0) - 1 };
      }
      const leafIndex = this.#leafIndex(range.end);
      return { leafIndex, index: lowerBound(this.#leaves[leafIndex]?.keys ?? [], range.end) - 1 };
    }
    const leafIndex = this.#leafIndex(range.start);
    const keys = this.#leaves[leafIndex]?.keys ?? [];
    const index = lowerBound(keys, range.start);
    return { leafIndex, index: range.isStartExcluded && keys[index] === range.start ? index + 1 : index };
  }

  /** The last leaf that begins at or before the key; the first one when none does. */
  #leafIndex(key: string): number {
    let low = 0;
    let high = this.#leaves.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const first = this.#leaves[middle]?.keys[0];
      if (first !== undefined && compareKeys(first, key) <= 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** Keys often arrive in order: a full last leaf is then left full instead of halved. */
  #split(leafIndex: number, leaf: Leaf<Value>, insertedAt: number): void {
    const isAppend = insertedAt === leaf.keys.length - 1 && leafIndex === this.#leaves.length - 1;
    const at = isAppend ? leaf.keys.length - 1 : leaf.keys.length >>> 1;
    this.#leaves.splice(leafIndex + 1, 0, { keys: leaf.keys.splice(at), values: leaf.values.splice(at) });
  }
}

function isBeforeStart(key: string, { start, isStartExcluded }: KeyRange): boolean {
  const order = compareKeys(key, start);
  return isStartExcluded ? order <= 0 : order < 0;
}

function isAfterEnd(key: string, { end }: KeyRange): boolean {
  return end !== undefined && compareKeys(key, end) >= 0;
}

/** Index of the first key that is not before `key`. */
function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = keys[middle];
    if (candidate !== undefined && compareKeys(candidate, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
