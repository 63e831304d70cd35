import { expect, test } from "vitest";
import { hasMoovLast } from "./moov-place.ts";

/** A box of nothing but its header and `bodyBytes` zeros. */
function box(type: string, bodyBytes = 0, size = 8 + bodyBytes): Uint8Array {
  const bytes = new Uint8Array(8 + bodyBytes);
  new DataView(bytes.buffer).setUint32(0, size);
  bytes.set(new TextEncoder().encode(type), 4);
  return bytes;
}

/** A box whose size is in 64 bits. */
function largeBox(type: string, bodyBytes: number): Uint8Array {
  const bytes = box(type, 8 + bodyBytes, 1);
  new DataView(bytes.buffer).setBigUint64(8, BigInt(bytes.length));
  return bytes;
}

const CASES = [
  { name: "moov first", boxes: [box("ftyp", 12), box("moov", 40), box("mdat", 99)], isLast: false },
  {
    name: "moov last",
    boxes: [box("ftyp", 12), box("free"), box("mdat", 99), box("moov", 40)],
    isLast: true,
  },
  { name: "a large mdat", boxes: [box("ftyp", 12), largeBox("mdat", 99), box("moov", 40)], isLast: true },
  { name: "mdat to the end", boxes: [box("ftyp", 12), box("mdat", 99, 0)], isLast: false },
  { name: "no moov", boxes: [box("ftyp", 12), box("mdat", 9)], isLast: false },
  { name: "an impossible size", boxes: [box("mdat", 0, 3), box("moov", 40)], isLast: false },
  { name: "nothing", boxes: [], isLast: false },
];

test.for(CASES)("$name", async ({ boxes, isLast }) => {
  const file = Buffer.concat(boxes);
  const read = async ({ start, end }: { start: number; end: number }): Promise<Uint8Array> =>
    file.subarray(start, end);
  expect(await hasMoovLast(read, file.length)).toBe(isLast);
});
