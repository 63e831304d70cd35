import { expect, test } from "vitest";
import { createVirtualIndex } from "./virtual-index.ts";

test("each position of the index means its time, and nothing in between does", () => {
  const index = createVirtualIndex(6000, [0, 2000, 4000]);
  // Engines skip the first entry: it is the decoder configuration's.
  expect(index.times).toEqual([0, 0, 2, 4]);
  for (const [entry, position] of index.filepositions.entries()) {
    if (entry === 0) continue;
    expect(index.startMsAt(position)).toBe((index.times[entry] ?? 0) * 1000);
    expect(index.startMsAt(position + 1)).toBeUndefined();
  }
});

test("without key frames there is an entry a second", () => {
  expect(createVirtualIndex(3200, []).times).toEqual([0, 0, 1, 2, 3]);
  expect(createVirtualIndex(0, []).times).toEqual([0, 0]);
});

test("positions of a long film are exact and in order", () => {
  const { filepositions } = createVirtualIndex(10 * 3600 * 1000, []);
  expect(
    filepositions.every((position, index) => index === 0 || position > (filepositions[index - 1] ?? 0)),
  ).toBe(true);
  expect(Number.isSafeInteger(filepositions.at(-1))).toBe(true);
});

test("an index out of order is put in order", () => {
  expect(createVirtualIndex(6000, [4000, 0, 2000]).times).toEqual([0, 0, 2, 4]);
});
