import fc from "fast-check";
import { expect, test } from "vitest";
import { OrderedMap } from "./ordered-map.ts";

const EVERYTHING = { start: "", isStartExcluded: false, end: undefined };

test("stays sorted and complete over many leaves, whatever the order of insertion and deletion", () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat(5000)), fc.constantFrom(1, -1, 0), (random, direction) => {
      const map = new OrderedMap<number>();
      const model = new Map<string, number>();
      for (let index = 0; index < 4000; index++) {
        const n = direction === 0 ? (random.next().value ?? 0) : 5000 + direction * index;
        const key = String(n).padStart(5, "0");
        map.set(key, index);
        model.set(key, index);
        if (index % 3 === 0) {
          const gone = String(random.next().value ?? 0).padStart(5, "0");
          expect(map.delete(gone)).toBe(model.delete(gone));
        }
      }
      const sorted = [...model].sort(([a], [b]) => (a < b ? -1 : 1));
      expect(map.size).toBe(model.size);
      expect(map.range(EVERYTHING, Number.POSITIVE_INFINITY, false)).toEqual(sorted);
      expect(map.range(EVERYTHING, Number.POSITIVE_INFINITY, true)).toEqual(sorted.toReversed());
      for (const [key, value] of sorted) expect(map.get(key)).toBe(value);
    }),
    { numRuns: 8 },
  );
});
