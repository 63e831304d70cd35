import fc from "fast-check";
import { expect, test } from "vitest";
import { AmfError } from "./amf-error.ts";
import { AMF_LIMITS } from "./amf-limits.ts";
import { AmfDate, AmfXml } from "./amf-values.ts";
import {
  Amf0AvmPlus,
  Amf0EcmaArray,
  Amf0TypedObject,
  Amf0Unsupported,
  type Amf0Value,
  amf0Properties,
} from "./amf0.ts";
import { decodeAmf0 as decodeWith } from "./decode-amf0.ts";
import { readAmf3 } from "./decode-amf3.ts";
import { type EncodeAmf0Options, encodeAmf0 as encodeWith } from "./encode-amf0.ts";
import { writeAmf3 } from "./encode-amf3.ts";

const LONG = "x".repeat(65_536);

const decodeAmf0 = (bytes: Uint8Array): Amf0Value[] => decodeWith(bytes, AMF_LIMITS, readAmf3);
const encodeAmf0 = (values: readonly Amf0Value[], options: EncodeAmf0Options = {}): Uint8Array =>
  encodeWith(values, { writeAvmPlus: writeAmf3, ...options });

const CASES: readonly { name: string; value: Amf0Value; bytes: readonly number[] }[] = [
  { name: "number", value: 1.5, bytes: [0, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0] },
  { name: "true", value: true, bytes: [1, 1] },
  { name: "false", value: false, bytes: [1, 0] },
  { name: "string", value: "onü", bytes: [2, 0, 4, 0x6f, 0x6e, 0xc3, 0xbc] },
  { name: "empty string", value: "", bytes: [2, 0, 0] },
  { name: "null", value: null, bytes: [5] },
  { name: "undefined", value: undefined, bytes: [6] },
  { name: "empty object", value: {}, bytes: [3, 0, 0, 9] },
  { name: "object", value: { a: true, b: null }, bytes: [3, 0, 1, 0x61, 1, 1, 0, 1, 0x62, 5, 0, 0, 9] },
  { name: "object with a nameless member", value: { "": null }, bytes: [3, 0, 0, 5, 0, 0, 9] },
  {
    name: "object with a member named __proto__",
    value: Object.fromEntries([["__proto__", null]]),
    bytes: [3, 0, 9, ...new TextEncoder().encode("__proto__"), 5, 0, 0, 9],
  },
  {
    name: "ECMA array",
    value: new Amf0EcmaArray({ a: null }),
    bytes: [8, 0, 0, 0, 1, 0, 1, 0x61, 5, 0, 0, 9],
  },
  { name: "strict array", value: [null, [true]], bytes: [10, 0, 0, 0, 2, 5, 10, 0, 0, 0, 1, 1, 1] },
  { name: "date", value: new AmfDate(0, -60), bytes: [11, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xc4] },
  { name: "long string", value: LONG, bytes: [12, 0, 1, 0, 0, ...new TextEncoder().encode(LONG)] },
  { name: "unsupported", value: new Amf0Unsupported(), bytes: [13] },
  { name: "XML document", value: new AmfXml("<a/>"), bytes: [15, 0, 0, 0, 4, 0x3c, 0x61, 0x2f, 0x3e] },
  {
    name: "typed object",
    value: new Amf0TypedObject("C", { a: null }),
    bytes: [16, 0, 1, 0x43, 0, 1, 0x61, 5, 0, 0, 9],
  },
  { name: "switch to AMF3", value: new Amf0AvmPlus([true]), bytes: [17, 9, 3, 1, 3] },
];

test.for(CASES)("decodes $name", ({ value, bytes }) => {
  expect(decodeAmf0(Uint8Array.from(bytes))).toEqual([value]);
});

test.for(CASES)("encodes $name", ({ value, bytes }) => {
  expect(encodeAmf0([value])).toEqual(Uint8Array.from(bytes));
});

test.for(CASES)("refuses $name that is cut off", ({ bytes }) => {
  const step = Math.max(1, Math.floor(bytes.length / 50));
  for (let end = 1; end < bytes.length; end += step) {
    const cut = Uint8Array.from(bytes.slice(0, end));
    expect(() => decodeAmf0(cut)).toThrow(expect.objectContaining({ code: "ERR_AMF_TRUNCATED" }));
  }
});

test("decodes what follows a value", () => {
  expect(decodeAmf0(Uint8Array.of(2, 0, 1, 0x61, 5, 1, 1))).toEqual(["a", null, true]);
});

test("ignores the count of an ECMA array", () => {
  const bytes = Uint8Array.of(8, 0xff, 0xff, 0xff, 0xff, 0, 1, 0x61, 5, 0, 0, 9);
  expect(decodeAmf0(bytes)).toEqual([new Amf0EcmaArray({ a: null })]);
});

test("a reference is the object it refers to", () => {
  const bytes = Uint8Array.of(3, 0, 1, 0x61, 3, 0, 0, 9, 0, 1, 0x62, 7, 0, 1, 0, 0, 9);
  const [value] = decodeAmf0(bytes);
  const object = amf0Properties(value);
  expect(object?.a).toEqual({});
  expect(object?.b).toBe(object?.a);
  expect(encodeAmf0([value], { references: true })).toEqual(bytes);
});

test("a value that contains itself is decoded, and encoded only with references", () => {
  const bytes = Uint8Array.of(3, 0, 1, 0x61, 7, 0, 0, 0, 0, 9);
  const [value] = decodeAmf0(bytes);
  expect(amf0Properties(value)?.a).toBe(value);
  expect(encodeAmf0([value], { references: true })).toEqual(bytes);
  expect(() => encodeAmf0([value])).toThrow(expect.objectContaining({ code: "ERR_AMF_LIMIT" }));
});

test("reads the members of whatever has members", () => {
  const members = { a: 1 };
  expect(amf0Properties(members)).toBe(members);
  expect(amf0Properties(new Amf0EcmaArray(members))).toBe(members);
  expect(amf0Properties(new Amf0TypedObject("C", members))).toBe(members);
  for (const value of [null, undefined, 1, "a", [], new AmfDate(0), new AmfXml("")]) {
    expect(amf0Properties(value)).toBeUndefined();
  }
});

/** `[[[…null…]]]`, or the same of objects. */
function nested(depth: number, open: readonly number[]): Uint8Array {
  return Uint8Array.from([...Array.from({ length: depth }, () => open).flat(), 5]);
}

const BOMBS: readonly { name: string; bytes: Uint8Array; code: string }[] = [
  { name: "arrays 60 deep, cut off", bytes: nested(60, [10, 0, 0, 0, 2]), code: "ERR_AMF_TRUNCATED" },
  { name: "arrays 5,000 deep", bytes: nested(5000, [10, 0, 0, 0, 1]), code: "ERR_AMF_LIMIT" },
  { name: "objects a million deep", bytes: nested(1_000_000, [3, 0, 1, 0x61]), code: "ERR_AMF_LIMIT" },
  {
    name: "AMF3 arrays 5,000 deep behind a switch",
    bytes: Uint8Array.from([17, ...nested(5000, [9, 3, 1])]),
    code: "ERR_AMF_LIMIT",
  },
  {
    name: "an array of 2^32 - 1",
    bytes: Uint8Array.of(10, 0xff, 0xff, 0xff, 0xff, 5),
    code: "ERR_AMF_TRUNCATED",
  },
  {
    name: "a long string of 4 GB",
    bytes: Uint8Array.of(12, 0xff, 0xff, 0xff, 0xff),
    code: "ERR_AMF_TRUNCATED",
  },
  { name: "a million nulls", bytes: new Uint8Array(1_000_000).fill(5), code: "ERR_AMF_LIMIT" },
  { name: "a reference to nothing", bytes: Uint8Array.of(7, 0xff, 0xff), code: "ERR_AMF_REFERENCE" },
  { name: "a movie clip", bytes: Uint8Array.of(4), code: "ERR_AMF_MARKER" },
  { name: "a record set", bytes: Uint8Array.of(14), code: "ERR_AMF_MARKER" },
  { name: "an unknown marker", bytes: Uint8Array.of(0x42), code: "ERR_AMF_MARKER" },
  { name: "an end without an object", bytes: Uint8Array.of(9), code: "ERR_AMF_MARKER" },
];

test.for(BOMBS)("refuses $name", ({ bytes, code }) => {
  expect(() => decodeAmf0(bytes)).toThrow(expect.objectContaining({ name: "AmfError", code }));
});

test("refuses the switch to AMF3 where AMF3 is not spoken", () => {
  const code = "ERR_AMF_MARKER";
  expect(() => decodeWith(Uint8Array.of(17, 9, 3, 1, 3))).toThrow(expect.objectContaining({ code }));
  expect(() => encodeWith([new Amf0AvmPlus([true])])).toThrow(expect.objectContaining({ code }));
});

test("does not write references out into gigabytes", () => {
  let value: Amf0Value = ["ha"];
  for (let level = 0; level < 40; level++) value = [value, value];
  expect(() => encodeAmf0([value])).toThrow(expect.objectContaining({ code: "ERR_AMF_LIMIT" }));
  expect(encodeAmf0([value], { references: true }).length).toBeLessThan(1000);
});

test("refuses to write more bytes than allowed, and names too long for their field", () => {
  const limits = { ...AMF_LIMITS, maxByteLength: 10 };
  expect(() => encodeAmf0(["longer than ten"], { limits })).toThrow(AmfError);
  expect(() => encodeAmf0([{ [LONG]: 1 }])).toThrow(expect.objectContaining({ code: "ERR_AMF_LIMIT" }));
});

const anyValue: fc.Arbitrary<Amf0Value> = fc.letrec<{ value: Amf0Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.double(),
    fc.boolean(),
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(null, undefined),
    fc.record({ a: tie("value"), b: tie("value") }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }).map((members) => new Amf0EcmaArray(members)),
    fc.tuple(fc.string(), fc.record({ a: tie("value") })).map(([name, m]) => new Amf0TypedObject(name, m)),
    fc.tuple(fc.double(), fc.integer({ min: -720, max: 720 })).map(([ms, zone]) => new AmfDate(ms, zone)),
    fc.string().map((text) => new AmfXml(text)),
  ),
})).value;

test("every value survives the round trip", () => {
  fc.assert(
    fc.property(fc.array(anyValue, { maxLength: 4 }), (values) => {
      expect(decodeAmf0(encodeAmf0(values))).toEqual(values);
      expect(decodeAmf0(encodeAmf0(values, { references: true }))).toEqual(values);
    }),
    { numRuns: 300, seed: 1 },
  );
});

test("any bytes are a value or an AmfError", () => {
  const seeds = CASES.filter(({ bytes }) => bytes.length < 100).map(({ bytes }) => bytes);
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...seeds), fc.array(fc.nat(255), { maxLength: 9 })), {
        maxLength: 9,
      }),
      (parts) => {
        try {
          decodeAmf0(Uint8Array.from(parts.flat()));
        } catch (error) {
          expect(error).toBeInstanceOf(AmfError);
        }
      },
    ),
    { numRuns: 2000, seed: 1 },
  );
});
