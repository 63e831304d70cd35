import fc from "fast-check";
import { expect, test } from "vitest";
import { AmfError } from "./amf-error.ts";
import { AMF_LIMITS } from "./amf-limits.ts";
import { AmfDate, AmfXml } from "./amf-values.ts";
import {
  Amf3Array,
  Amf3Dictionary,
  Amf3Externalizable,
  Amf3NumberVector,
  Amf3Object,
  Amf3ObjectVector,
  type Amf3Value,
} from "./amf3.ts";
import { decodeAmf3 } from "./decode-amf3.ts";
import { encodeAmf3 } from "./encode-amf3.ts";

const latin1 = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

const COLLECTION = "flex.messaging.io.ArrayCollection";

const CASES: readonly { name: string; value: Amf3Value; bytes: readonly number[] }[] = [
  { name: "undefined", value: undefined, bytes: [0] },
  { name: "null", value: null, bytes: [1] },
  { name: "false", value: false, bytes: [2] },
  { name: "true", value: true, bytes: [3] },
  { name: "0", value: 0, bytes: [4, 0] },
  { name: "127", value: 127, bytes: [4, 0x7f] },
  { name: "128", value: 128, bytes: [4, 0x81, 0] },
  { name: "16383", value: 16_383, bytes: [4, 0xff, 0x7f] },
  { name: "16384", value: 16_384, bytes: [4, 0x81, 0x80, 0] },
  { name: "2097152", value: 2_097_152, bytes: [4, 0x80, 0xc0, 0x80, 0] },
  { name: "largest integer", value: 2 ** 28 - 1, bytes: [4, 0xbf, 0xff, 0xff, 0xff] },
  { name: "-1", value: -1, bytes: [4, 0xff, 0xff, 0xff, 0xff] },
  { name: "smallest integer", value: -(2 ** 28), bytes: [4, 0xc0, 0x80, 0x80, 0] },
  { name: "integer too large for one", value: 2 ** 28, bytes: [5, 0x41, 0xb0, 0, 0, 0, 0, 0, 0] },
  { name: "-0", value: -0, bytes: [5, 0x80, 0, 0, 0, 0, 0, 0, 0] },
  { name: "double", value: 0.5, bytes: [5, 0x3f, 0xe0, 0, 0, 0, 0, 0, 0] },
  { name: "string", value: "ü", bytes: [6, 5, 0xc3, 0xbc] },
  { name: "empty string", value: "", bytes: [6, 1] },
  { name: "XMLDocument", value: new AmfXml("<a/>", true), bytes: [7, 9, 0x3c, 0x61, 0x2f, 0x3e] },
  { name: "XML", value: new AmfXml("<a/>", false), bytes: [11, 9, 0x3c, 0x61, 0x2f, 0x3e] },
  { name: "date", value: new AmfDate(0.5), bytes: [8, 1, 0x3f, 0xe0, 0, 0, 0, 0, 0, 0] },
  { name: "array", value: [true, "a", "a"], bytes: [9, 7, 1, 3, 6, 3, 0x61, 6, 0] },
  { name: "array with members", value: new Amf3Array({ a: null }, [true]), bytes: [9, 3, 3, 0x61, 1, 1, 3] },
  { name: "anonymous object", value: { a: null }, bytes: [10, 11, 1, 3, 0x61, 1, 1] },
  {
    name: "sealed object",
    value: new Amf3Object("C", { a: true }, undefined),
    bytes: [10, 0x13, 3, 0x43, 3, 0x61, 3],
  },
  {
    name: "sealed and dynamic object",
    value: new Amf3Object("C", { a: true }, { b: null }),
    bytes: [10, 0x1b, 3, 0x43, 3, 0x61, 3, 3, 0x62, 1, 1],
  },
  {
    name: "externalizable collection",
    value: new Amf3Externalizable(COLLECTION, [null]),
    bytes: [10, 7, COLLECTION.length * 2 + 1, ...latin1(COLLECTION), 9, 3, 1, 1],
  },
  { name: "byte array", value: Uint8Array.of(1, 2), bytes: [12, 5, 1, 2] },
  {
    name: "vector of ints",
    value: new Amf3NumberVector("int", true, [-1]),
    bytes: [13, 3, 1, 0xff, 0xff, 0xff, 0xff],
  },
  {
    name: "vector of uints",
    value: new Amf3NumberVector("uint", false, [2 ** 32 - 1]),
    bytes: [14, 3, 0, 0xff, 0xff, 0xff, 0xff],
  },
  {
    name: "vector of doubles",
    value: new Amf3NumberVector("double", false, [0.5]),
    bytes: [15, 3, 0, 0x3f, 0xe0, 0, 0, 0, 0, 0, 0],
  },
  {
    name: "vector of objects",
    value: new Amf3ObjectVector("*", false, [null]),
    bytes: [16, 3, 0, 3, 0x2a, 1],
  },
  { name: "dictionary", value: new Amf3Dictionary(true, [[1, true]]), bytes: [17, 3, 1, 4, 1, 3] },
];

test.for(CASES)("decodes $name", ({ value, bytes }) => {
  expect(decodeAmf3(Uint8Array.from(bytes))).toEqual([value]);
});

test.for(CASES)("encodes $name", ({ value, bytes }) => {
  expect([...encodeAmf3([value])]).toEqual(bytes);
});

test.for(CASES)("refuses $name that is cut off", ({ bytes }) => {
  for (let end = 1; end < bytes.length; end++) {
    const cut = Uint8Array.from(bytes.slice(0, end));
    expect(() => decodeAmf3(cut)).toThrow(expect.objectContaining({ code: "ERR_AMF_TRUNCATED" }));
  }
});

test("objects, strings and traits are sent once", () => {
  const bytes = Uint8Array.of(
    ...[9, 7, 1, 10, 0x13, 3, 0x43, 3, 0x61, 3], // an array of three: the first a C { a: true }
    ...[10, 2], // the same object again
    ...[10, 1, 2], // another C, by the traits of the first: { a: false }
  );
  const [value] = decodeAmf3(bytes);
  const items = Array.isArray(value) ? value : [];
  expect(items).toEqual([
    new Amf3Object("C", { a: true }, undefined),
    new Amf3Object("C", { a: true }, undefined),
    new Amf3Object("C", { a: false }, undefined),
  ]);
  expect(items[1]).toBe(items[0]);
});

test("a value that contains itself survives", () => {
  const bytes = Uint8Array.of(9, 3, 1, 9, 0);
  const [value] = decodeAmf3(bytes);
  expect(Array.isArray(value) && value[0]).toBe(value);
  expect(encodeAmf3([value])).toEqual(bytes);
});

const BOMBS: readonly { name: string; bytes: readonly number[]; code: string }[] = [
  { name: "an array of 2^28 items", bytes: [9, 0xff, 0xff, 0xff, 0xff], code: "ERR_AMF_TRUNCATED" },
  { name: "a byte array of 2^28", bytes: [12, 0xff, 0xff, 0xff, 0xff], code: "ERR_AMF_TRUNCATED" },
  { name: "a vector of 2^28 doubles", bytes: [15, 0xff, 0xff, 0xff, 0xff, 0], code: "ERR_AMF_TRUNCATED" },
  { name: "2^25 sealed members", bytes: [10, 0xff, 0xff, 0xff, 0xf3], code: "ERR_AMF_TRUNCATED" },
  { name: "an object that was not seen", bytes: [9, 0], code: "ERR_AMF_REFERENCE" },
  { name: "a string that was not seen", bytes: [6, 0], code: "ERR_AMF_REFERENCE" },
  { name: "traits that were not seen", bytes: [10, 1], code: "ERR_AMF_REFERENCE" },
  { name: "an unknown externalizable", bytes: [10, 7, 3, 0x58], code: "ERR_AMF_EXTERNALIZABLE" },
  { name: "an unknown marker", bytes: [0x12], code: "ERR_AMF_MARKER" },
  {
    name: "objects 5,000 deep",
    bytes: Array.from({ length: 5000 }, () => [10, 11, 1, 3, 0x61]).flat(),
    code: "ERR_AMF_LIMIT",
  },
];

test.for(BOMBS)("refuses $name", ({ bytes, code }) => {
  expect(() => decodeAmf3(Uint8Array.from(bytes))).toThrow(
    expect.objectContaining({ name: "AmfError", code }),
  );
});

test("refuses to write what is too deep or too long", () => {
  let deep: Amf3Value = null;
  for (let level = 0; level < 100; level++) deep = [deep];
  const limits = { ...AMF_LIMITS, maxByteLength: 10 };
  expect(() => encodeAmf3([deep])).toThrow(expect.objectContaining({ code: "ERR_AMF_LIMIT" }));
  expect(() => encodeAmf3(["longer than ten"], limits)).toThrow(
    expect.objectContaining({ code: "ERR_AMF_LIMIT" }),
  );
});

const anyValue: fc.Arbitrary<Amf3Value> = fc.letrec<{ value: Amf3Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(null, undefined),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string({ minLength: 1 }), tie("value"), { maxKeys: 4 }),
    fc
      .tuple(fc.string(), fc.record({ a: tie("value") }))
      .map(([name, m]) => new Amf3Object(name, m, undefined)),
    fc.uint8Array({ maxLength: 9 }),
    fc.double().map((ms) => new AmfDate(ms)),
    fc.tuple(tie("value"), tie("value")).map((entry) => new Amf3Dictionary(false, [entry])),
    fc.array(tie("value"), { maxLength: 3 }).map((items) => new Amf3ObjectVector("", true, items)),
  ),
})).value;

test("every value survives the round trip", () => {
  fc.assert(
    fc.property(fc.array(anyValue, { maxLength: 4 }), (values) => {
      expect(decodeAmf3(encodeAmf3(values))).toEqual(values);
    }),
    { numRuns: 300, seed: 1 },
  );
});

test("any bytes are a value or an AmfError", () => {
  const seeds = CASES.map(({ bytes }) => bytes);
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...seeds), fc.array(fc.nat(255), { maxLength: 9 })), {
        maxLength: 9,
      }),
      (parts) => {
        try {
          decodeAmf3(Uint8Array.from(parts.flat()));
        } catch (error) {
          expect(error).toBeInstanceOf(AmfError);
        }
      },
    ),
    { numRuns: 2000, seed: 1 },
  );
});
