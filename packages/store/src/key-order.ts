import type { ListOptions } from "./store.ts";

const SURROGATES_START = 0xd800;
const AFTER_SURROGATES = 0xe000;
const LAST_CODE_POINT = 0x10_ffff;

/** Compares as the UTF-8 bytes compare. JavaScript's own `<` orders surrogate pairs before U+E000..U+FFFF. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const unitA = a.charCodeAt(index);
    const unitB = b.charCodeAt(index);
    if (unitA !== unitB) {
      return unitA < SURROGATES_START || unitB < SURROGATES_START ? unitA - unitB : rank(unitA) - rank(unitB);
    }
  }
  return a.length - b.length;
}

/** Moves surrogates behind the rest of the basic plane, where UTF-8 has the characters they stand for. */
function rank(unit: number): number {
  return unit < AFTER_SURROGATES ? unit + 0x2000 : unit - 0x800;
}

/**
 * The first key after every key that begins with `prefix`; `undefined` when there is none.
 * It adds one to the last code point that can take it.
 */
export function afterPrefix(prefix: string): string | undefined {
  const codePoints = [...prefix];
  for (let last = codePoints.pop(); last !== undefined; last = codePoints.pop()) {
    const next = (last.codePointAt(0) ?? 0) + 1;
    if (next > LAST_CODE_POINT) continue;
    const isSurrogate = next >= SURROGATES_START && next < AFTER_SURROGATES;
    return codePoints.join("") + String.fromCodePoint(isSurrogate ? AFTER_SURROGATES : next);
  }
  return undefined;
}

/** What the options of a listing come to: one range of keys. */
export interface KeyRange {
  /** Keys at or after this; strictly after when `isStartExcluded`. */
  readonly start: string;
  readonly isStartExcluded: boolean;
  /** Keys strictly before this; `undefined` is no bound. */
  readonly end: string | undefined;
}

/** Reduces prefix, after, from and before to the narrowest range they allow. */
export function toKeyRange(options: ListOptions): KeyRange {
  const { prefix = "", after, from, before } = options;
  let start = prefix;
  let isStartExcluded = false;
  if (from !== undefined && compareKeys(from, start) > 0) start = from;
  if (after !== undefined && compareKeys(after, start) >= 0) {
    start = after;
    isStartExcluded = true;
  }
  let end = prefix === "" ? undefined : afterPrefix(prefix);
  if (before !== undefined && (end === undefined || compareKeys(before, end) < 0)) end = before;
  return { start, isStartExcluded, end };
}
