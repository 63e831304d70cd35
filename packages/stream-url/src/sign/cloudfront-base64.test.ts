import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeCloudFrontBase64, encodeCloudFrontBase64 } from "./cloudfront-base64.ts";

test("is Node's base64 with three characters replaced, both ways", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const expected = Buffer.from(bytes)
        .toString("base64")
        .replaceAll("+", "-")
        .replaceAll("=", "_")
        .replaceAll("/", "~");
      expect(encodeCloudFrontBase64(bytes)).toBe(expected);
      expect(decodeCloudFrontBase64(expected)).toEqual(Uint8Array.from(bytes));
    }),
  );
});

test.for(["a", "ab", "abc", "a___", "ab+_", "____", "ab_c", "é234"])("does not decode %s", (text) => {
  expect(decodeCloudFrontBase64(text)).toBeUndefined();
});
