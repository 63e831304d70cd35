import type { ByteRange } from "../../ports.ts";

/** More ranges than this in one request are answered as if none were asked for. */
const MAX_RANGES = 20;

/**
 * What a `Range` header asks of an object: the ranges, half-open and in the order asked; `undefined` when the
 * header is to be ignored (absent, another unit, malformed); `"unsatisfiable"` for a 416.
 *
 * Source: RFC 9110 §14.2.
 */
export function parseRange(
  header: string | undefined,
  byteLength: number,
): readonly ByteRange[] | "unsatisfiable" | undefined {
  const specs = /^bytes\s*=\s*(.+)$/i.exec(header?.trim() ?? "")?.[1]?.split(",");
  if (specs === undefined || specs.length > MAX_RANGES) return undefined;
  const ranges: ByteRange[] = [];
  for (const spec of specs) {
    const match = /^\s*(\d*)\s*-\s*(\d*)\s*$/.exec(spec);
    const [, first = "", last = ""] = match ?? [];
    if (match === null || (first === "" && last === "")) return undefined;
    if (first !== "" && last !== "" && Number(last) < Number(first)) return undefined;
    const start = first === "" ? Math.max(0, byteLength - Number(last)) : Number(first);
    const end = first === "" || last === "" ? byteLength : Math.min(byteLength, Number(last) + 1);
    if (start < end) ranges.push({ start, end });
  }
  return ranges.length === 0 ? "unsatisfiable" : ranges;
}

/** `Content-Range` for a range of an object, or of none of it. */
export function contentRange(range: ByteRange | undefined, byteLength: number): string {
  return range === undefined
    ? `bytes */${byteLength}`
    : `bytes ${range.start}-${range.end - 1}/${byteLength}`;
}
