import { expect, test } from "vitest";
import { createMovie } from "./movie.ts";
import { pictureSize } from "./picture-size.ts";
import { shiftTags } from "./shift-tags.ts";

test("the movie is a whole SWF 8 whose tags end where the header says", () => {
  const movie = createMovie(480, 360);
  const view = new DataView(movie.buffer);
  expect(String.fromCharCode(...movie.subarray(0, 3))).toBe("FWS");
  expect(movie[3]).toBe(8);
  expect(view.getUint32(4, true)).toBe(movie.length);
  const codes: number[] = [];
  // 8 of header, 11 of rectangle, 4 of rate and count.
  for (let at = 23; at < movie.length; at += 6 + view.getUint32(at + 2, true)) {
    codes.push(view.getUint16(at, true) >>> 6);
  }
  expect(codes).toEqual([69, 9, 60, 26, 12, 1, 0]);
});

test.for([
  { name: "Sorenson by number", body: [0x12, 0x00, 0x00, 0x84, 0x02, 0x80, 0, 0, 0, 0], size: [320, 240] },
  {
    name: "VP6",
    body: [0x14, 0x08, 0x78, 0x40, 0x09, 0x17, 23, 30, 23, 30],
    size: [30 * 16, 23 * 16 - 8],
  },
  { name: "Screen Video", body: [0x13, 0, 0], size: [320, 240] },
])("reads the size of $name", ({ body, size: [width, height] }) => {
  expect(pictureSize(Uint8Array.from(body))).toEqual({ width, height });
});

test("takes the first time off every tag, in a copy", () => {
  const tag = (seconds: number): number[] => {
    const ms = seconds * 1000;
    return [9, 0, 0, 1, (ms >> 16) & 255, (ms >> 8) & 255, ms & 255, ms >>> 24, 0, 0, 0, 0x12, 0, 0, 0, 12];
  };
  const bytes = Uint8Array.from([...tag(20_000), ...tag(20_001)]);
  const shifted = shiftTags(bytes, undefined);
  expect(shifted).toMatchObject({ firstMs: 20_000_000, lastMs: 20_001_000 });
  expect([...shifted.bytes]).toEqual([...tag(0), ...tag(1)]);
  expect(bytes[7]).toBe(20_000_000 >>> 24);
});
