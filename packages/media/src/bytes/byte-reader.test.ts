import { expect, test } from "vitest";
import { ByteError } from "./byte-error.ts";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";

interface Case {
  readonly name: string;
  readonly value: unknown;
  readonly bytes: readonly number[];
  readonly read: (reader: ByteReader) => unknown;
  readonly write: ((writer: ByteWriter) => void) | undefined;
}

const CASES: readonly Case[] = [
  { name: "uint8", value: 0xfe, bytes: [0xfe], read: (r) => r.readUint8(), write: (w) => w.writeUint8(0xfe) },
  {
    name: "uint16",
    value: 0x8001,
    bytes: [0x80, 0x01],
    read: (r) => r.readUint16(),
    write: (w) => w.writeUint16(0x8001),
  },
  {
    name: "int16",
    value: -2,
    bytes: [0xff, 0xfe],
    read: (r) => r.readInt16(),
    write: (w) => w.writeUint16(-2),
  },
  {
    name: "uint24",
    value: 0xfe0203,
    bytes: [0xfe, 2, 3],
    read: (r) => r.readUint24(),
    write: (w) => w.writeUint24(0xfe0203),
  },
  {
    name: "int24",
    value: -3,
    bytes: [0xff, 0xff, 0xfd],
    read: (r) => r.readInt24(),
    write: (w) => w.writeUint24(-3),
  },
  {
    name: "uint32",
    value: 0xffffffff,
    bytes: [0xff, 0xff, 0xff, 0xff],
    read: (r) => r.readUint32(),
    write: (w) => w.writeUint32(0xffffffff),
  },
  {
    name: "int32",
    value: -2147483648,
    bytes: [0x80, 0, 0, 0],
    read: (r) => r.readInt32(),
    write: (w) => w.writeUint32(-2147483648),
  },
  {
    name: "little-endian uint32",
    value: 1,
    bytes: [1, 0, 0, 0],
    read: (r) => r.readUint32LittleEndian(),
    write: (w) => w.writeUint32LittleEndian(1),
  },
  {
    name: "largest safe uint64",
    value: Number.MAX_SAFE_INTEGER,
    bytes: [0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    read: (r) => r.readUint64(),
    write: (w) => w.writeUint64(Number.MAX_SAFE_INTEGER),
  },
  {
    name: "int64",
    value: -1,
    bytes: [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    read: (r) => r.readInt64(),
    write: undefined,
  },
  {
    name: "float64",
    value: -0.5,
    bytes: [0xbf, 0xe0, 0, 0, 0, 0, 0, 0],
    read: (r) => r.readFloat64(),
    write: (w) => w.writeFloat64(-0.5),
  },
  {
    name: "fourCC",
    value: "avc1",
    bytes: [0x61, 0x76, 0x63, 0x31],
    read: (r) => r.readFourCc(),
    write: (w) => w.writeLatin1("avc1"),
  },
  {
    name: "UTF-8",
    value: "\ufeffü",
    bytes: [0xef, 0xbb, 0xbf, 0xc3, 0xbc],
    read: (r) => r.readUtf8(5),
    write: (w) => w.writeUtf8("\ufeffü"),
  },
];

test.for(CASES)("reads $name", ({ value, bytes, read }) => {
  const reader = new ByteReader(Uint8Array.from([0, ...bytes]).subarray(1));
  expect(read(reader)).toBe(value);
  expect(reader.remaining).toBe(0);
});

test.for(CASES)("writes $name", ({ bytes, write }) => {
  if (write === undefined) return;
  const writer = new ByteWriter();
  write(writer);
  expect([...writer.toBytes()]).toEqual(bytes);
});

test.for(CASES)("refuses a short $name and stays where it was", ({ bytes, read }) => {
  for (let end = 0; end < bytes.length; end++) {
    const reader = new ByteReader(Uint8Array.from(bytes.slice(0, end)));
    expect(() => read(reader)).toThrow(ByteError);
    expect(reader.offset).toBe(0);
  }
});

test("refuses a 64-bit integer that a double cannot hold", () => {
  const reader = new ByteReader(Uint8Array.of(0, 0x20, 0, 0, 0, 0, 0, 0));
  expect(() => reader.readUint64()).toThrow(expect.objectContaining({ code: "ERR_BYTES_UNSAFE_INTEGER" }));
  expect(reader.offset).toBe(0);
});

test("refuses lengths that are negative or not numbers", () => {
  const reader = new ByteReader(new Uint8Array(4));
  expect(() => reader.skip(-1)).toThrow(ByteError);
  expect(() => reader.readBytes(Number.NaN)).toThrow(ByteError);
  expect(() => reader.seek(5)).toThrow(ByteError);
  expect(reader.offset).toBe(0);
});

test("a writer grows, patches, and keeps its limit", () => {
  const writer = new ByteWriter(1000);
  writer.writeUint32(0);
  writer.writeBytes(new Uint8Array(900).fill(7));
  writer.patchUint32(0, writer.byteLength);
  expect(new ByteReader(writer.view()).readUint32()).toBe(904);
  expect(() => writer.writeBytes(new Uint8Array(97))).toThrow(ByteError);
  expect(() => writer.patchUint32(901, 0)).toThrow(ByteError);
  expect(writer.byteLength).toBe(904);
});

test.for(CASES)("writes $name where the buffer has to grow", ({ bytes, write }) => {
  if (write === undefined) return;
  for (let missing = 0; missing <= bytes.length; missing++) {
    const writer = new ByteWriter();
    const before = new Uint8Array(256 - missing).fill(0xaa);
    writer.writeBytes(before);
    write(writer);
    expect([...writer.toBytes()]).toEqual([...before, ...bytes]);
  }
});
