import { expect, test } from "vitest";
import { contentRange, parseRange } from "./range-header.ts";

const CASES: readonly { header: string | undefined; ranges: ReturnType<typeof parseRange> }[] = [
  { header: undefined, ranges: undefined },
  { header: "bytes=0-0", ranges: [{ start: 0, end: 1 }] },
  { header: "bytes=10-19", ranges: [{ start: 10, end: 20 }] },
  { header: "bytes=90-", ranges: [{ start: 90, end: 100 }] },
  { header: "bytes=90-1000", ranges: [{ start: 90, end: 100 }] },
  { header: "bytes=-10", ranges: [{ start: 90, end: 100 }] },
  { header: "bytes=-1000", ranges: [{ start: 0, end: 100 }] },
  {
    header: "bytes=0-1, -2",
    ranges: [
      { start: 0, end: 2 },
      { start: 98, end: 100 },
    ],
  },
  { header: "bytes=5-6,200-", ranges: [{ start: 5, end: 7 }] },
  { header: "bytes=100-", ranges: "unsatisfiable" },
  { header: "bytes=-0", ranges: "unsatisfiable" },
  { header: "bytes=9-2", ranges: undefined },
  { header: "bytes=a-b", ranges: undefined },
  { header: "bytes=-", ranges: undefined },
  { header: "lines=1-2", ranges: undefined },
  { header: `bytes=${"0-0,".repeat(30)}1-1`, ranges: undefined },
];
test.for(CASES)("$header", ({ header, ranges }) => {
  expect(parseRange(header, 100)).toEqual(ranges);
});

test("every range of an empty object is unsatisfiable", () => {
  expect(parseRange("bytes=0-", 0)).toBe("unsatisfiable");
});

test("writes Content-Range", () => {
  expect(contentRange({ start: 0, end: 5 }, 100)).toBe("bytes 0-4/100");
  expect(contentRange(undefined, 100)).toBe("bytes */100");
});
