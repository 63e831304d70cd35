import type { ByteRange } from "@oxbow/store";
import { invalidRange } from "../errors.ts";

/**
 * The half-open range of a `Range` header, `undefined` for the whole object: S3 ignores what it does not
 * understand, several ranges among it.
 *
 *   bytes=0-99   first hundred      bytes=100-   from the hundredth on      bytes=-100   last hundred
 *
 * @throws ServiceError InvalidRange when nothing of the object is in it
 */
export function parseRange(header: string | undefined, size: number): ByteRange | undefined {
  if (header === undefined) return undefined;
  const [, first, last] = /^bytes\s*=\s*(\d*)\s*-\s*(\d*)$/i.exec(header.trim()) ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined;
  if (first === "") {
    const suffixBytes = Number(last);
    if (suffixBytes === 0 || size === 0) throw invalidRange(header, size);
    return { start: Math.max(0, size - suffixBytes), end: size };
  }
  const start = Number(first);
  const end = last === "" ? size : Math.min(Number(last) + 1, size);
  if (last !== "" && Number(last) < start) return undefined;
  if (start >= size) throw invalidRange(header, size);
  return { start, end };
}

/** The `Content-Range` header of an answer. */
export function contentRange({ start, end }: ByteRange, size: number): string {
  return `bytes ${start}-${end - 1}/${size}`;
}
