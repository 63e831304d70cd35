import type { HeadObjectOutput, HeadObjectRequest } from "@aws-sdk/client-s3";
import type { ByteRange } from "@oxbow/store";
import { invalidArgument, invalidObjectState, invalidPartNumber, invalidRequest } from "../errors.ts";
import { expirationHeader } from "../lifecycle/expiration.ts";
import { lockOutput } from "../lock/object-lock.ts";
import type { S3Context } from "../s3-context.ts";
import { checksumOutput, partChecksumOutput } from "./checksum-output.ts";
import { checkCustomerKey, encryptionOutput } from "./encryption.ts";
import { findObject } from "./find-object.ts";
import { writeMetadata } from "./metadata.ts";
import { type ObjectPart, type ObjectRecord, quotedEtag } from "./object-record.ts";
import { checkReadConditions, matchesEtag } from "./preconditions.ts";
import { contentRange, parseRange } from "./range-header.ts";
import { isArchived } from "./storage-class.ts";

/** An object that may be read, which bytes of it, and the answer but for its body. */
export interface OpenedObject {
  readonly object: ObjectRecord;
  readonly range: ByteRange;
  readonly output: HeadObjectOutput;
}

/** Everything that GetObject and HeadObject have in common. */
export async function openForRead(context: S3Context, input: HeadObjectRequest): Promise<OpenedObject> {
  const { bucket, object } = await findObject(context, input, "GetObject");
  checkOverrides(context, input);
  refuseEncryptionHeader(context);
  checkCustomerKey(object.encryption, input);
  checkReadConditions(input, object);
  const isHead = context.request.method === "HEAD";
  if (!isHead) checkReadable(object, context.now());
  const selected = selectRange(context, input, object);
  const range = selected ?? { start: 0, end: object.size };
  if (object.headers.Expires !== undefined) context.setHeader("expires", object.headers.Expires);
  const output: HeadObjectOutput = { ...unchangingOutput(object), ContentLength: range.end - range.start };
  if (context.request.query !== "") Object.assign(output, overrides(context, input));
  if (selected !== undefined) output.ContentRange = contentRange(selected, object.size);
  if (input.PartNumber !== undefined && object.parts !== undefined) output.PartsCount = object.parts.length;
  if (input.ChecksumMode === "ENABLED") Object.assign(output, checksumFor(object, input, selected));
  if (bucket.lifecycle !== undefined) Object.assign(output, expirationHeader(bucket, object));
  if (object.restoredUntilMs !== undefined) Object.assign(output, restoreOutput(object, context.now()));
  if (bucket.versioning !== undefined) output.VersionId = object.versionId;
  return { object, range, output };
}

/** Stored records are shared and immutable, so what follows from one alone is put together once. */
const UNCHANGING = new WeakMap<ObjectRecord, HeadObjectOutput>();

function unchangingOutput(object: ObjectRecord): HeadObjectOutput {
  let output = UNCHANGING.get(object);
  if (output === undefined) {
    const { Expires: _, ...headers } = object.headers;
    output = {
      AcceptRanges: "bytes",
      LastModified: new Date(object.modifiedMs),
      ETag: quotedEtag(object),
      ...headers,
      Metadata: writeMetadata(object.metadata),
      ...(object.storageClass === "STANDARD" ? {} : { StorageClass: object.storageClass }),
      ...encryptionOutput(object.encryption),
      ...lockOutput(object.lock),
      ...tagCount(object),
    };
    UNCHANGING.set(object, output);
  }
  return output;
}

/** How an object is encrypted is settled when it is put: a read may not ask for it. */
function refuseEncryptionHeader({ request }: S3Context): void {
  const asked = request.headers["x-amz-server-side-encryption"];
  if (asked === undefined) return;
  throw invalidArgument(
    "x-amz-server-side-encryption header is not supported for this operation.",
    "x-amz-server-side-encryption",
    asked,
  );
}

function selectRange(
  context: S3Context,
  input: HeadObjectRequest,
  object: ObjectRecord,
): ByteRange | undefined {
  const { PartNumber: partNumber, Range: header } = input;
  if (partNumber !== undefined) {
    if (header !== undefined)
      throw invalidRequest("Cannot specify both Range header and partNumber query parameter");
    return partRange(object, partNumber);
  }
  const ifRange = context.request.headers["if-range"];
  const isCurrent =
    ifRange === undefined ||
    (/^(?:W\/)?"/.test(ifRange)
      ? matchesEtag(ifRange, object.etag)
      : Date.parse(ifRange) >= Math.floor(object.modifiedMs / 1000) * 1000);
  return isCurrent ? parseRange(header, object.size) : undefined;
}

/** An object that was put in one piece has one part: itself. */
function partRange({ parts, size }: ObjectRecord, partNumber: number): ByteRange | undefined {
  if (parts === undefined) {
    if (partNumber !== 1) throw invalidPartNumber(partNumber, 1);
    return size === 0 ? undefined : { start: 0, end: size };
  }
  const index = parts.findIndex(({ number }) => number === partNumber);
  const part = parts[index];
  if (part === undefined) throw invalidPartNumber(partNumber, parts.length);
  const start = parts.slice(0, index).reduce((sum, previous) => sum + previous.size, 0);
  return { start, end: start + part.size };
}

/**
 * The checksum is of the whole object: a range that is less does not come with it. Only one that is just a part of a
 * composite checksum's object comes with the part's own.
 */
function checksumFor(
  object: ObjectRecord,
  input: HeadObjectRequest,
  selected: ByteRange | undefined,
): ReturnType<typeof checksumOutput> {
  const { parts, checksum, size } = object;
  if (checksum?.type === "COMPOSITE" && parts !== undefined && selected !== undefined) {
    const part = partAt(parts, selected, input.PartNumber);
    if (part?.checksum !== undefined) return partChecksumOutput(checksum, part.checksum);
    if (input.PartNumber !== undefined) return {};
  }
  const isWhole = selected === undefined || (selected.start === 0 && selected.end === size);
  return isWhole ? checksumOutput(object) : {};
}

/** The part that a range is, if it is one; an empty part has no range to be told by. */
function partAt(
  parts: readonly ObjectPart[],
  { start, end }: ByteRange,
  partNumber: number | undefined,
): ObjectPart | undefined {
  if (partNumber !== undefined) return parts.find(({ number }) => number === partNumber);
  let partStart = 0;
  for (const part of parts) {
    if (partStart === start && start + part.size === end) return part;
    partStart += part.size;
  }
  return undefined;
}

function checkReadable({ storageClass, restoredUntilMs }: ObjectRecord, now: Date): void {
  const isRestored = restoredUntilMs !== undefined && restoredUntilMs > now.getTime();
  if (isArchived(storageClass) && !isRestored) throw invalidObjectState(storageClass);
}

function restoreOutput({ restoredUntilMs }: ObjectRecord, now: Date): { Restore?: string } {
  if (restoredUntilMs === undefined || restoredUntilMs <= now.getTime()) return {};
  return { Restore: `ongoing-request="false", expiry-date="${new Date(restoredUntilMs).toUTCString()}"` };
}

function tagCount({ tags }: ObjectRecord): { TagCount?: number } {
  return tags === undefined || tags.length === 0 ? {} : { TagCount: tags.length };
}

const OVERRIDES = [
  ["ResponseCacheControl", "CacheControl"],
  ["ResponseContentDisposition", "ContentDisposition"],
  ["ResponseContentEncoding", "ContentEncoding"],
  ["ResponseContentLanguage", "ContentLanguage"],
  ["ResponseContentType", "ContentType"],
] as const;

/** `response-…` parameters: for those who sign. */
function checkOverrides({ principal }: S3Context, input: HeadObjectRequest): void {
  if (principal.kind !== "anonymous") return;
  const isOverridden =
    OVERRIDES.some(([member]) => input[member] !== undefined) || input.ResponseExpires !== undefined;
  if (isOverridden) {
    throw invalidRequest("Request specific response headers cannot be used for anonymous GET requests.");
  }
}

function overrides(context: S3Context, input: HeadObjectRequest): Partial<HeadObjectOutput> {
  const expires = new URLSearchParams(context.request.query).get("response-expires");
  if (expires !== null) context.setHeader("expires", expires);
  return Object.fromEntries(
    OVERRIDES.filter(([asked]) => input[asked] !== undefined).map(([asked, member]) => [
      member,
      input[asked],
    ]),
  );
}
