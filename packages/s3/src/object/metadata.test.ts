import fc from "fast-check";
import { expect, test } from "vitest";
import { readMetadata, writeMetadata } from "./metadata.ts";

const CASES = [
  { name: "plain text", header: "red", text: "red" },
  { name: "raw UTF-8 bytes", header: Buffer.from("grün").toString("latin1"), text: "grün" },
  { name: "bytes that are no UTF-8", header: "gr\xfcn", text: "gr\xfcn" },
  { name: "a base64 word", header: "=?UTF-8?B?Z3LDvG4=?=", text: "grün" },
  { name: "a quoted word", header: "=?utf-8?Q?gr=C3=BCn_blau?=", text: "grün blau" },
  { name: "Latin-1 in a word", header: "=?ISO-8859-1?Q?gr=FCn?=", text: "grün" },
  { name: "two words with a space between", header: "=?UTF-8?B?Z3LDvA==?= =?UTF-8?B?bg==?=", text: "grün" },
  { name: "a charset nobody knows", header: "=?x-none?B?Z3I=?=", text: "=?x-none?B?Z3I=?=" },
] as const;

test.for(CASES)("reads $name", ({ header, text }) => {
  expect(readMetadata({ Colour: header })).toEqual({ colour: text });
});

test("what is written is read back, and is ASCII", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 100 }), (text) => {
      fc.pre(!text.includes("=?"));
      const written = writeMetadata({ a: text });
      expect(written.a).toMatch(/^[\x20-\x7e]*$/);
      expect(readMetadata(written)).toEqual({ a: text });
    }),
  );
});

test("more than 2 KiB is too much", () => {
  expect(() => readMetadata({ a: "x".repeat(2048) })).toThrow(
    expect.objectContaining({ code: "MetadataTooLarge" }),
  );
  expect(readMetadata({ a: "x".repeat(2047) }).a).toHaveLength(2047);
});
