import { createHash } from "node:crypto";
import { badDigest, invalidDigest } from "./body-errors.ts";

/** Checks the Content-MD5 of a body that was read whole. Throws `InvalidDigest` or `BadDigest`. */
export function checkContentMd5(contentMd5: string, payload: Uint8Array): void {
  const expected = Buffer.from(contentMd5, "base64");
  if (expected.length !== 16) throw invalidDigest(contentMd5);
  const calculated = createHash("md5").update(payload).digest();
  if (!calculated.equals(expected)) throw badDigest(contentMd5, calculated.toString("base64"));
}
