import fc from "fast-check";
import { expect, test } from "vitest";
import { copyJson, decodeJson, encodeJson } from "./json-value.ts";

/** What JSON changes or leaves out stands among what it keeps. */
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(undefined, null, -0, Number.NaN, Number.POSITIVE_INFINITY, () => 1, Symbol("s")),
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.date({ noInvalidDate: true }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.sparseArray(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("__proto__", "toJSON", "1")), tie("value"), {
      maxKeys: 4,
    }),
  ),
}));

function throughText(value: unknown): unknown {
  return decodeJson(encodeJson(value));
}

function outcomeOf(convert: (value: unknown) => unknown, value: unknown): unknown {
  try {
    return { value: convert(value) };
  } catch (error) {
    return error instanceof TypeError ? "TypeError" : error;
  }
}

test("copies a value as it would come back from its text", () => {
  fc.assert(
    fc.property(anything, (value) => {
      expect(outcomeOf(copyJson, value)).toStrictEqual(outcomeOf(throughText, value));
    }),
    { numRuns: 500 },
  );
});

test("freezes the copy at every depth and leaves the value as it was", () => {
  const value = { list: [{ n: 1 }], deep: { text: "x" } };
  const copy = copyJson(value) as typeof value;
  expect([copy, copy.list, copy.list[0], copy.deep].every(Object.isFrozen)).toBe(true);
  value.list.push({ n: 2 });
  value.deep.text = "y";
  expect(copy).toStrictEqual({ list: [{ n: 1 }], deep: { text: "x" } });
});

test.for([undefined, () => 1, Symbol("s"), 1n, { n: 1n }, [1n]])("refuses what has no text: %s", (value) => {
  expect(() => copyJson(value)).toThrow(TypeError);
});
