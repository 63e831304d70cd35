import fc from "fast-check";
import { expect, test } from "vitest";
import { validateBucketName } from "./bucket-name.ts";

const codesOf = (name: string): readonly string[] =>
  validateBucketName(name, "media.bucket").map(({ code }) => code);

test.for([
  ["ab", ["BUCKET_LENGTH"]],
  ["x".repeat(64), ["BUCKET_LENGTH"]],
  ["Holiday", ["BUCKET_UPPER_CASE"]],
  ["my films", ["BUCKET_SPACE"]],
  ["my_films", ["BUCKET_CHARACTER"]],
  ["-films", ["BUCKET_EDGE"]],
  ["films.", ["BUCKET_EDGE"]],
  ["my..films", ["BUCKET_DOTS"]],
  ["my.-films", ["BUCKET_DOTS"]],
  ["192.168.5.4", ["BUCKET_IP_ADDRESS"]],
  ["xn--films", ["BUCKET_RESERVED"]],
  ["films-s3alias", ["BUCKET_RESERVED"]],
  ["My Films", ["BUCKET_UPPER_CASE", "BUCKET_SPACE"]],
] as const)("%s has %j", ([name, codes]) => {
  expect(codesOf(name)).toEqual(codes);
});

test("names of letters, digits and inner hyphens are fine", () => {
  const name = fc.stringMatching(/^[a-wyz0-9][a-z0-9]{2,20}(-[a-z0-9]{4,10}){0,3}$/);
  fc.assert(
    fc.property(name, (it) => {
      fc.pre(!/^(sthree|amzn)|s3alias$/.test(it));
      expect(codesOf(it)).toEqual([]);
    }),
  );
});

test("whatever is accepted is a host name's beginning", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary-ascii", maxLength: 70 }), (name) => {
      if (codesOf(name).length === 0)
        expect(name).toMatch(/^(?=.{3,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/);
    }),
    { numRuns: 1000 },
  );
});
