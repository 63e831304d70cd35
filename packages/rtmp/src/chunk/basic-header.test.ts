import { ByteWriter } from "@oxbow/media/bytes";
import { expect, test } from "vitest";
import { type BasicHeader, decodeBasicHeader, writeBasicHeader } from "./basic-header.ts";

const CASES: readonly { name: string; header: BasicHeader; bytes: readonly number[] }[] = [
  { name: "control stream", header: { format: 0, csid: 2 }, bytes: [0x02] },
  { name: "last one-byte csid", header: { format: 3, csid: 63 }, bytes: [0xff] },
  { name: "first two-byte csid", header: { format: 1, csid: 64 }, bytes: [0x40, 0x00] },
  { name: "last two-byte csid", header: { format: 2, csid: 319 }, bytes: [0x80, 0xff] },
  { name: "first three-byte csid", header: { format: 0, csid: 320 }, bytes: [0x01, 0x00, 0x01] },
  { name: "last csid", header: { format: 2, csid: 65_599 }, bytes: [0x81, 0xff, 0xff] },
];

test.for(CASES)("decodes $name", ({ header, bytes }) => {
  expect(decodeBasicHeader(Uint8Array.from(bytes))).toEqual({ header, byteLength: bytes.length });
});

test.for(CASES)("encodes $name", ({ header, bytes }) => {
  const writer = new ByteWriter();
  writeBasicHeader(writer, header.format, header.csid);
  expect([...writer.view()]).toEqual(bytes);
});

test.for(CASES)("asks for more until all of $name is there", ({ bytes }) => {
  for (let end = 0; end < bytes.length; end++) {
    expect(decodeBasicHeader(Uint8Array.from(bytes.slice(0, end)))).toBeUndefined();
  }
});

test("a short csid may come in a long form", () => {
  expect(decodeBasicHeader(Uint8Array.of(0x01, 0x00, 0x00))?.header.csid).toBe(64);
});

test.for([-1, 0, 1, 65_600, 2.5, Number.NaN])("does not encode csid %s", (csid) => {
  expect(() => writeBasicHeader(new ByteWriter(), 0, csid)).toThrow(RangeError);
});
