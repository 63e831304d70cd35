/** Seeded damage for files: the same seed does the same. */

/** mulberry32, public domain. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const EVIL_WORDS = [0, 1, 2, 7, 8, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

/**
 * A damaged copy: a few numbers set to what breaks parsers, bits turned, pieces cut out, doubled or moved.
 *
 * @param hot offsets where structure is, as `[start, end]`; half of the damage goes there
 */
export function mutate(
  bytes: Uint8Array,
  random: () => number,
  hot: readonly (readonly [start: number, end: number])[],
): Uint8Array {
  let mutated = bytes.slice();
  const pick = (count: number) => Math.floor(random() * count);
  const place = () => {
    const range = random() < 0.7 ? hot[pick(hot.length)] : undefined;
    const [start, end] = range ?? [0, mutated.length];
    return Math.min(start + pick(end - start), Math.max(0, mutated.length - 8));
  };
  for (let times = 1 + pick(4); times > 0; times--) {
    const at = place();
    const view = new DataView(mutated.buffer, mutated.byteOffset, mutated.byteLength);
    switch (pick(7)) {
      case 0:
        view.setUint32(at, EVIL_WORDS[pick(EVIL_WORDS.length)] ?? 0);
        break;
      case 1:
        view.setUint32(at, (view.getUint32(at) + pick(33) - 16) >>> 0);
        break;
      case 2:
        view.setUint8(at, view.getUint8(at) ^ (1 << pick(8)));
        break;
      case 3:
        view.setUint8(at, pick(256));
        break;
      case 4:
        mutated = mutated.slice(0, Math.max(1, at));
        break;
      case 5: {
        const length = Math.min(mutated.length - at, 1 + pick(64));
        mutated.copyWithin(place(), at, at + length);
        break;
      }
      default: {
        const end = Math.min(mutated.length, at + 1 + pick(64));
        const rest = mutated.slice(end);
        const shorter = mutated.slice(0, mutated.length - (end - at));
        shorter.set(rest, at);
        mutated = shorter;
      }
    }
    if (mutated.length < 8) break;
  }
  return mutated;
}
