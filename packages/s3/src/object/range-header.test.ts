import fc from "fast-check";
import { expect, test } from "vitest";
import { contentRange, parseRange } from "./range-header.ts";

const CASES: readonly { header: string | undefined; range: readonly [number, number] | undefined }[] = [
  { header: undefined, range: undefined },
  { header: "bytes=0-0", range: [0, 1] },
  { header: "bytes=0-9", range: [0, 10] },
  { header: "bytes=3-100", range: [3, 10] },
  { header: "bytes=4-", range: [4, 10] },
  { header: "bytes=-3", range: [7, 10] },
  { header: "bytes=-30", range: [0, 10] },
  { header: "bytes=5-4", range: undefined },
  { header: "bytes=-", range: undefined },
  { header: "bytes=0-1,3-4", range: undefined },
  { header: "lines=0-1", range: undefined },
];

test.for(CASES)("of ten bytes, $header is $range", ({ header, range }) => {
  const parsed = parseRange(header, 10);
  expect(parsed && [parsed.start, parsed.end]).toEqual(range);
});

test.for(["bytes=10-", "bytes=10-20", "bytes=-0"])("%s is not satisfiable", (header) => {
  expect(() => parseRange(header, 10)).toThrow(
    expect.objectContaining({ code: "InvalidRange", status: 416 }),
  );
});

test("a range is what slicing an array gives", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(60), fc.nat(60), (size, first, length) => {
      const bytes = Array.from({ length: size }, (_, index) => index);
      fc.pre(first < size);
      const range = parseRange(`bytes=${first}-${first + length}`, size);
      expect(range).toBeDefined();
      if (range === undefined) return;
      expect(bytes.slice(range.start, range.end)).toEqual(bytes.slice(first, first + length + 1));
      expect(contentRange(range, size)).toBe(`bytes ${first}-${Math.min(first + length, size - 1)}/${size}`);
    }),
  );
});
