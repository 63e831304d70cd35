import { headerNotImplemented, noSuchKey, notModified, preconditionFailed } from "../errors.ts";
import { type ObjectRecord, quotedEtag } from "./object-record.ts";

/** Conditions of a read. */
export interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

/** Whether an ETag list (`"a", W/"b"`, quotes optional, or `*`) names the ETag. */
export function matchesEtag(list: string, etag: string): boolean {
  return list
    .split(",")
    .map((entry) => entry.trim().replace(/^W\//, "").replaceAll('"', ""))
    .some((entry) => entry === "*" || entry === etag);
}

/** HTTP dates have whole seconds. */
function toSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}

/**
 * Which condition fails, by header name; `undefined` when all hold. If-Match overrules If-Unmodified-Since and
 * If-None-Match overrules If-Modified-Since. Source: API reference of GetObject; RFC 9110 §13.2.2.
 */
export function failedReadCondition(conditions: ReadConditions, object: ObjectRecord): string | undefined {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  const modified = toSeconds(object.modifiedMs);
  if (IfMatch !== undefined) {
    if (!matchesEtag(IfMatch, object.etag)) return "If-Match";
  } else if (IfUnmodifiedSince !== undefined && modified > toSeconds(IfUnmodifiedSince.getTime())) {
    return "If-Unmodified-Since";
  }
  if (IfNoneMatch !== undefined) return matchesEtag(IfNoneMatch, object.etag) ? "If-None-Match" : undefined;
  if (IfModifiedSince !== undefined && modified <= toSeconds(IfModifiedSince.getTime()))
    return "If-Modified-Since";
  return undefined;
}

/** @throws ServiceError PreconditionFailed, or NotModified (304) with the headers that belong to it */
export function checkReadConditions(conditions: ReadConditions, object: ObjectRecord): void {
  const failed = failedReadCondition(conditions, object);
  if (failed === undefined) return;
  if (failed === "If-Match" || failed === "If-Unmodified-Since") throw preconditionFailed(failed);
  throw notModified({
    etag: quotedEtag(object),
    "last-modified": new Date(object.modifiedMs).toUTCString(),
    ...(object.headers.CacheControl === undefined ? {} : { "cache-control": object.headers.CacheControl }),
    ...(object.headers.Expires === undefined ? {} : { expires: object.headers.Expires }),
  });
}

/** Conditions of a write. */
export interface WriteConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/** @throws ServiceError NotImplemented for values S3 does not take */
export function checkWriteConditionForm({ IfMatch, IfNoneMatch }: WriteConditions): void {
  if (IfNoneMatch !== undefined && IfNoneMatch !== "*") {
    throw headerNotImplemented(
      "If-None-Match",
      "We don't accept the provided value of If-None-Match header for this API",
    );
  }
  if (IfNoneMatch !== undefined && IfMatch !== undefined) {
    throw headerNotImplemented(
      "If-Match,If-None-Match",
      "Multiple conditional request headers present in the request",
    );
  }
}

/** @throws ServiceError PreconditionFailed; NoSuchKey when If-Match finds no object */
export function checkWriteConditions(
  { IfMatch, IfNoneMatch }: WriteConditions,
  key: string,
  current: ObjectRecord | undefined,
): void {
  const existing = current?.isDeleteMarker === true ? undefined : current;
  if (IfNoneMatch !== undefined && existing !== undefined) throw preconditionFailed("If-None-Match");
  if (IfMatch === undefined) return;
  if (existing === undefined) throw noSuchKey(key);
  if (!matchesEtag(IfMatch, existing.etag)) throw preconditionFailed("If-Match");
}
