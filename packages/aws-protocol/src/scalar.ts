/** Text of elements, headers and query parameters <-> values, strictly: what a schema calls boolean must be one. */
import { httpDateText, isoDateText } from "./date-text.ts";
import type { EnumerationShape, ScalarShape } from "./model/shape.ts";

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
  ["1", true],
  ["0", false],
]);
const INTEGER = /^[+-]?\d{1,19}$/;
const FLOAT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
/** ISO 8601 as xsd:dateTime writes it, or a date alone (lifecycle rules). */
const DATE_TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const BASE64 = /^[A-Za-z0-9+/\s]*(?:=\s*){0,2}$/;

/** What {@link readScalar} found instead of a value. */
export const NOT_A_VALUE: unique symbol = Symbol("not a value");

/**
 * Reads text as a scalar of the model; {@link NOT_A_VALUE} when it is none.
 *
 * @param inHeader - timestamps without a format of their own are HTTP dates in headers, ISO 8601 elsewhere.
 */
export function readScalar(text: string, shape: ScalarShape | EnumerationShape, inHeader: boolean): unknown {
  switch (shape.kind) {
    case "string":
    case "enumeration":
      return text;
    case "boolean":
      return BOOLEANS.get(text.trim().toLowerCase()) ?? NOT_A_VALUE;
    case "integer": {
      const trimmed = text.trim();
      return INTEGER.test(trimmed) ? Number(trimmed) : NOT_A_VALUE;
    }
    case "float": {
      const trimmed = text.trim();
      return FLOAT.test(trimmed) ? Number(trimmed) : NOT_A_VALUE;
    }
    case "timestamp":
      return inHeader ? readHttpDate(text) : readDateTime(text);
    case "dateTime":
      return readDateTime(text);
    case "httpDate":
      return readHttpDate(text);
    case "epochSeconds":
      return FLOAT.test(text) ? new Date(Number(text) * 1000) : NOT_A_VALUE;
    case "blob":
      return BASE64.test(text) ? new Uint8Array(Buffer.from(text, "base64")) : NOT_A_VALUE;
    case "stream":
      return NOT_A_VALUE;
  }
}

/**
 * Writes a scalar as text. Dates carry milliseconds, as S3 and CloudFront write them, except HTTP dates.
 * Throws `TypeError` when the value is not what the model says: a bug of the handler.
 */
export function writeScalar(
  value: unknown,
  shape: ScalarShape | EnumerationShape,
  inHeader: boolean,
): string {
  switch (shape.kind) {
    case "string":
    case "enumeration":
      if (typeof value === "string") return value;
      break;
    case "boolean":
      if (typeof value === "boolean") return value ? "true" : "false";
      break;
    case "integer":
    case "float":
      if (typeof value === "number" || typeof value === "bigint") return String(value);
      break;
    case "timestamp":
      if (value instanceof Date) return inHeader ? httpDateText(value) : isoDateText(value);
      break;
    case "dateTime":
      if (value instanceof Date) return isoDateText(value);
      break;
    case "httpDate":
      if (value instanceof Date) return httpDateText(value);
      break;
    case "epochSeconds":
      if (value instanceof Date) return String(value.getTime() / 1000);
      break;
    case "blob":
      if (value instanceof Uint8Array)
        return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64");
      break;
    case "stream":
      break;
  }
  // An HTTP date that a client stored as free text (`Expires: 0`) is given back as it was.
  if (inHeader && typeof value === "string") return value;
  throw new TypeError(`cannot write ${typeof value} as ${shape.kind}`);
}

function readDateTime(text: string): unknown {
  const trimmed = text.trim();
  if (!DATE_TIME.test(trimmed)) return NOT_A_VALUE;
  const date = new Date(
    trimmed.length > 10 && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(trimmed) ? `${trimmed}Z` : trimmed,
  );
  return Number.isNaN(date.getTime()) ? NOT_A_VALUE : date;
}

function readHttpDate(text: string): unknown {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? NOT_A_VALUE : date;
}
