import { expect, test } from "vitest";
import type { PacketKind } from "../packet.ts";
import { decodeFlvTagHeader, encodeFlvTag, FLV_MAX_BODY_BYTES, flvHeader } from "./flv-tag.ts";

const CASES: readonly {
  name: string;
  kind: PacketKind;
  dtsMs: number;
  body: readonly number[];
  bytes: readonly number[];
}[] = [
  {
    name: "an empty tag",
    kind: 8,
    dtsMs: 0,
    body: [],
    bytes: [8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11],
  },
  {
    name: "audio",
    kind: 8,
    dtsMs: 23,
    body: [0xaf, 1],
    bytes: [8, 0, 0, 2, 0, 0, 23, 0, 0, 0, 0, 0xaf, 1, 0, 0, 0, 13],
  },
  {
    name: "the last short timestamp",
    kind: 9,
    dtsMs: 0xffffff,
    body: [7],
    bytes: [9, 0, 0, 1, 0xff, 0xff, 0xff, 0, 0, 0, 0, 7, 0, 0, 0, 12],
  },
  {
    name: "the first extended timestamp",
    kind: 9,
    dtsMs: 0x1000000,
    body: [7],
    bytes: [9, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0, 12],
  },
  {
    name: "the last timestamp",
    kind: 18,
    dtsMs: 0xffffffff,
    body: [7],
    bytes: [18, 0, 0, 1, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 7, 0, 0, 0, 12],
  },
];

test.for(CASES)("encodes $name", ({ kind, dtsMs, body, bytes }) => {
  expect([...encodeFlvTag({ kind, dtsMs, body: Uint8Array.from(body) })]).toEqual(bytes);
});

test.for(CASES)("decodes $name", ({ kind, dtsMs, body, bytes }) => {
  const header = { type: kind, bodyLength: body.length, timestampMs: dtsMs };
  expect(decodeFlvTagHeader(Uint8Array.from(bytes))).toEqual(header);
  expect(decodeFlvTagHeader(Uint8Array.from([1, 2, 3, ...bytes]), 3)).toEqual(header);
});

test("the filter bit does not belong to the type", () => {
  expect(decodeFlvTagHeader(Uint8Array.of(0x29, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).type).toBe(9);
});

test("a body longer than its length field can say is refused", () => {
  const longest = new Uint8Array(FLV_MAX_BODY_BYTES);
  expect(encodeFlvTag({ kind: 9, dtsMs: 0, body: longest }).subarray(1, 4)).toEqual(
    Uint8Array.of(0xff, 0xff, 0xff),
  );
  const tooLong = new Uint8Array(FLV_MAX_BODY_BYTES + 1);
  expect(() => encodeFlvTag({ kind: 9, dtsMs: 0, body: tooLong })).toThrow(RangeError);
});

test.for([
  [true, true, 5],
  [true, false, 4],
  [false, true, 1],
] as const)("the file header says audio %s, video %s", ([audio, video, flags]) => {
  expect([...flvHeader({ audio, video })]).toEqual([0x46, 0x4c, 0x56, 1, flags, 0, 0, 0, 9, 0, 0, 0, 0]);
});
