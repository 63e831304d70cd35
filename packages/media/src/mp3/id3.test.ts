import { expect, test } from "vitest";
import { decodeId3v1, decodeId3v2, id3v2Length } from "./id3.ts";

const latin1 = (text: string) => [...text].map((character) => character.charCodeAt(0));
const utf16 = (text: string) => latin1(text).flatMap((code) => [code & 0xff, code >> 8]);

function tag(version: number, flags: number, ...frames: readonly (readonly number[])[]): Uint8Array {
  const contents = frames.flat();
  return Uint8Array.from([
    ...latin1("ID3"),
    version,
    0,
    flags,
    0,
    0,
    contents.length >> 7,
    contents.length & 0x7f,
    ...contents,
  ]);
}

const frame22 = (id: string, contents: readonly number[]) => [
  ...latin1(id),
  0,
  0,
  contents.length,
  ...contents,
];
const frame = (id: string, contents: readonly number[], flags = 0) => [
  ...latin1(id),
  0,
  0,
  0,
  contents.length,
  0,
  flags,
  ...contents,
];

test.for([
  {
    name: "2.2",
    bytes: tag(2, 0, frame22("TT2", [0, ...latin1("Song")])),
    expected: { TT2: "Song", songName: "Song" },
  },
  {
    name: "2.3 in Latin-1",
    bytes: tag(3, 0, frame("TPE1", [0, ...latin1("Ärzte")])),
    expected: { TPE1: "Ärzte", artist: "Ärzte" },
  },
  {
    name: "2.3 in UTF-16",
    bytes: tag(3, 0, frame("TALB", [1, 0xff, 0xfe, ...utf16("Äé")])),
    expected: { TALB: "Äé", album: "Äé" },
  },
  {
    name: "2.3 in UTF-16, most significant byte first",
    bytes: tag(3, 0, frame("TALB", [1, 0xfe, 0xff, 0, 0x41])),
    expected: { TALB: "A", album: "A" },
  },
  {
    name: "2.4 in UTF-16BE",
    bytes: tag(4, 0, frame("TCON", [2, 0, 0x41])),
    expected: { TCON: "A", genre: "A" },
  },
  {
    name: "2.4 in UTF-8",
    bytes: tag(4, 0, frame("TRCK", [3, 0xc3, 0xa4])),
    expected: { TRCK: "ä", track: "ä" },
  },
  {
    name: "the first of a list",
    bytes: tag(4, 0, frame("TIT2", [3, ...latin1("a\0b\0")])),
    expected: { TIT2: "a", songName: "a" },
  },
  {
    name: "a comment",
    bytes: tag(3, 0, frame("COMM", [0, ...latin1("eng"), ...latin1("why\0because")])),
    expected: { COMM: "because", comment: "because" },
  },
  {
    name: "an extended header",
    bytes: tag(3, 0x40, [0, 0, 0, 2, 9, 9], frame("TYER", [0, ...latin1("1999")])),
    expected: { TYER: "1999", year: "1999" },
  },
  {
    name: "unsynchronisation",
    // The frame is three bytes long; the zero behind 0xFF was put there afterwards.
    bytes: tag(3, 0x80, [...latin1("TIT2"), 0, 0, 0, 3, 0, 0, 0, 0xff, 0, 0xe0]),
    expected: { TIT2: "ÿà", songName: "ÿà" },
  },
  {
    name: "padding behind",
    bytes: tag(3, 0, frame("TIT2", [0, 0x41]), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    expected: { TIT2: "A", songName: "A" },
  },
  {
    name: "a picture before",
    bytes: tag(3, 0, frame("APIC", [0, 1, 2, 3]), frame("TIT2", [0, 0x41])),
    expected: { TIT2: "A", songName: "A" },
  },
  { name: "a compressed frame", bytes: tag(3, 0, frame("TIT2", [0, 0x41], 0x80)), expected: {} },
  {
    name: "a frame longer than the tag",
    bytes: tag(3, 0, [...latin1("TIT2"), 0x7f, 0, 0, 0, 0, 0, 0]),
    expected: {},
  },
  { name: "a version of the future", bytes: tag(5, 0, frame("TIT2", [0, 0x41])), expected: {} },
])("reads $name", ({ bytes, expected }) => {
  expect(decodeId3v2(bytes)).toEqual(expected);
  expect(id3v2Length(bytes)).toBe(bytes.length);
  for (let end = 0; end < bytes.length; end++)
    expect(() => decodeId3v2(bytes.subarray(0, end))).not.toThrow();
});

test("a footer belongs to the tag", () => {
  expect(id3v2Length(tag(4, 0x10))).toBe(20);
});

test("a length that is not synchsafe is none", () => {
  expect(id3v2Length(Uint8Array.from([...latin1("ID3"), 4, 0, 0, 0x80, 0, 0, 0]))).toBeUndefined();
});

test("reads version 1", () => {
  const bytes = new Uint8Array(128);
  bytes.set(latin1("TAG"));
  bytes.set(latin1("Song"), 3);
  bytes.set(latin1("Ärzte   "), 33);
  bytes.set(latin1("1999"), 93);
  expect(decodeId3v1(bytes)).toEqual({ songName: "Song", artist: "Ärzte", year: "1999" });
  expect(decodeId3v1(new Uint8Array(128))).toBeUndefined();
});
