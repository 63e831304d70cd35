import type { IncomingHttpHeaders } from "node:http";
import type { ObjectInfo } from "../../ports.ts";

/**
 * What the conditional headers of a GET or HEAD decide: answer normally, 304 or 412.
 *
 * Source: RFC 9110 §13.2.2 (order of evaluation).
 */
export function evaluateConditions(headers: IncomingHttpHeaders, info: ObjectInfo): 200 | 304 | 412 {
  const modifiedSeconds = Math.floor(info.lastModified.getTime() / 1000);
  const ifMatch = headers["if-match"];
  if (ifMatch !== undefined) {
    if (!lists(ifMatch, info.etag)) return 412;
  } else if (modifiedSeconds > (seconds(headers["if-unmodified-since"]) ?? Number.POSITIVE_INFINITY)) {
    return 412;
  }
  const ifNoneMatch = headers["if-none-match"];
  if (ifNoneMatch !== undefined) return lists(ifNoneMatch, info.etag) ? 304 : 200;
  const since = seconds(headers["if-modified-since"]);
  return since !== undefined && modifiedSeconds <= since ? 304 : 200;
}

/** Whether a `Range` still applies, given `If-Range` (RFC 9110 §13.1.5). */
export function isRangeCurrent(ifRange: string | undefined, info: ObjectInfo): boolean {
  if (ifRange === undefined) return true;
  if (ifRange.includes('"')) return ifRange.trim() === info.etag;
  return seconds(ifRange) === Math.floor(info.lastModified.getTime() / 1000);
}

function lists(header: string, etag: string): boolean {
  const opaque = (tag: string): string => tag.trim().replace(/^W\//, "");
  return header.split(",").some((tag) => tag.trim() === "*" || opaque(tag) === opaque(etag));
}

function seconds(date: string | undefined): number | undefined {
  const ms = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}
