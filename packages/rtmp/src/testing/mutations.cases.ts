import fc from "fast-check";

/**
 * Structure-aware damage: a conversation is a list of parts (packets, messages, chunks), and a mutation hits one of
 * them, so most of what is around the damage still makes sense and is really read.
 */
export type Mutation =
  | { readonly kind: "flip"; readonly part: number; readonly at: number; readonly bits: number }
  | { readonly kind: "set"; readonly part: number; readonly at: number; readonly value: number }
  | { readonly kind: "cut"; readonly part: number; readonly at: number }
  | { readonly kind: "insert"; readonly part: number; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: "repeat"; readonly part: number; readonly count: number }
  | { readonly kind: "drop"; readonly part: number }
  | { readonly kind: "swap"; readonly part: number; readonly other: number };

const position = { part: fc.nat(), at: fc.nat() };
/** Values that length, count and marker fields break at. */
const edgeByte = fc.constantFrom(0, 1, 2, 3, 0x10, 0x11, 0x7f, 0x80, 0xc0, 0xfe, 0xff);

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant("flip"), ...position, bits: fc.integer({ min: 1, max: 255 }) } as const),
  fc.record({ kind: fc.constant("set"), ...position, value: edgeByte } as const),
  fc.record({ kind: fc.constant("cut"), ...position } as const),
  fc.record({
    kind: fc.constant("insert"),
    ...position,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 20 }),
  } as const),
  fc.record({ kind: fc.constant("repeat"), part: fc.nat(), count: fc.integer({ min: 1, max: 50 }) } as const),
  fc.record({ kind: fc.constant("drop"), part: fc.nat() } as const),
  fc.record({ kind: fc.constant("swap"), part: fc.nat(), other: fc.nat() } as const),
);

export function mutate(parts: readonly Uint8Array[], mutations: readonly Mutation[]): readonly Uint8Array[] {
  let result = parts.map((part) => part.slice());
  for (const one of mutations) {
    const index = result.length === 0 ? 0 : one.part % result.length;
    const part = result[index];
    if (part === undefined) return result;
    const at = "at" in one && part.length > 0 ? one.at % part.length : 0;
    switch (one.kind) {
      case "flip":
        part[at] = (part[at] ?? 0) ^ one.bits;
        break;
      case "set":
        part[at] = one.value;
        break;
      case "cut":
        result[index] = part.slice(0, at);
        break;
      case "insert":
        result[index] = Uint8Array.from([...part.slice(0, at), ...one.bytes, ...part.slice(at)]);
        break;
      case "repeat":
        result = result.toSpliced(index, 0, ...Array.from({ length: one.count }, () => part.slice()));
        break;
      case "drop":
        result = result.toSpliced(index, 1);
        break;
      case "swap": {
        const other = one.other % result.length;
        result = result.with(index, result[other] ?? part).with(other, part);
        break;
      }
    }
  }
  return result;
}

/** CI runs a fixed slice; a soak looks for what is new. */
export function fuzzRuns(count: number): { readonly numRuns: number; readonly seed?: number } {
  return process.env.OXBOW_SOAK === undefined ? { numRuns: count, seed: 2020 } : { numRuns: count * 20 };
}

/** For a test of `fuzzRuns`. */
export const FUZZ_TIMEOUT_MS: number = process.env.OXBOW_SOAK === undefined ? 60_000 : 1_200_000;
