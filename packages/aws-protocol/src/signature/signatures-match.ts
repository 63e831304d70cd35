import { timingSafeEqual } from "node:crypto";

/** Compares two signatures without telling by its duration where they differ. */
export function signaturesMatch(expected: string, provided: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(provided);
  return a.length === b.length && timingSafeEqual(a, b);
}
