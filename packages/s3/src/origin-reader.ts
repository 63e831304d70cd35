import { Readable } from "node:stream";
import type { Principal } from "@oxbow/aws-protocol";
import type { ByteRange } from "@oxbow/store";
import { isAllowed, type Requester } from "./access/authorize.ts";
import type { BucketRecord } from "./bucket/bucket-record.ts";
import { BUCKETS } from "./bucket/bucket-repository.ts";
import { readBody } from "./object/body-reader.ts";
import { writeMetadata } from "./object/metadata.ts";
import { type ObjectRecord, quotedEtag } from "./object/object-record.ts";
import { isArchived } from "./object/storage-class.ts";
import { findCurrent } from "./object/version-repository.ts";
import type { S3State } from "./s3-context.ts";

/** Why an object could not be read. */
export type ObjectReadErrorCode =
  /** No such bucket or key, and the reader may know that. */
  | "not-found"
  /** The reader may not read it, or may not know whether it exists. */
  | "forbidden"
  /** It has another ETag by now. */
  | "changed";

/** Thrown by {@link OriginReader}. */
export class ObjectReadError extends Error {
  override readonly name = "ObjectReadError";
  readonly code: ObjectReadErrorCode;

  constructor(code: ObjectReadErrorCode, bucket: string, key: string) {
    super(`s3://${bucket}/${key}: ${code}`);
    this.code = code;
  }
}

/** Which object, and who reads it. */
export interface ObjectReadRequest {
  readonly bucket: string;
  readonly key: string;
  readonly principal: Principal;
}

export interface ObjectDescription {
  readonly byteLength: number;
  /** Quoted, as HTTP has it. */
  readonly etag: string;
  readonly lastModified: Date;
  readonly contentType: string;
  /** Further headers that belong to the object (`cache-control`, `x-amz-meta-…`), lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads objects without HTTP: for an edge in the same process. Policy, ACL and public access block decide as on the wire. */
export interface OriginReader {
  /** @throws ObjectReadError */
  readonly headObject: (request: ObjectReadRequest) => Promise<ObjectDescription>;
  /**
   * Reads a range of the version that `etag` names.
   *
   * @throws ObjectReadError
   */
  readonly readObject: (
    request: ObjectReadRequest & { readonly range: ByteRange; readonly etag: string },
  ) => Promise<Readable>;
}

const HEADER_NAMES = [
  ["CacheControl", "cache-control"],
  ["ContentDisposition", "content-disposition"],
  ["ContentEncoding", "content-encoding"],
  ["ContentLanguage", "content-language"],
  ["Expires", "expires"],
] as const;

export function createOriginReader(state: S3State, now: () => Date): OriginReader {
  return {
    headObject: async (request) => describe(await findReadable(state, now, request)),
    readObject: async (request) => {
      const object = await findReadable(state, now, request);
      if (quotedEtag(object) !== request.etag)
        throw new ObjectReadError("changed", request.bucket, request.key);
      const body = readBody(state, object.chunks, request.range);
      return body instanceof Readable ? body : Readable.from(body.byteLength === 0 ? [] : [body]);
    },
  };
}

async function findReadable(
  { store }: S3State,
  now: () => Date,
  { bucket: bucketName, key, principal }: ObjectReadRequest,
): Promise<ObjectRecord> {
  const bucket = await store.get<BucketRecord>(BUCKETS, bucketName);
  if (bucket === undefined) throw new ObjectReadError("not-found", bucketName, key);
  const requester: Requester = {
    principal,
    now,
    request: { headers: {}, query: "", remoteAddress: "", isSecure: true },
  };
  const object = (await findCurrent(store, bucketName, key))?.value;
  if (object === undefined || object.isDeleteMarker === true) {
    const mayKnow = isAllowed(requester, bucket.value, { action: "ListBucket" });
    throw new ObjectReadError(mayKnow ? "not-found" : "forbidden", bucketName, key);
  }
  const mayRead = isAllowed(requester, bucket.value, { action: "GetObject", key, object });
  // Archived objects and those under a customer's key are beyond an origin's reader.
  const isReadable = !isArchived(object.storageClass) && object.encryption?.customerKeyMd5 === undefined;
  if (!mayRead || !isReadable) throw new ObjectReadError("forbidden", bucketName, key);
  return object;
}

function describe(object: ObjectRecord): ObjectDescription {
  const headers: Record<string, string> = {};
  for (const [member, name] of HEADER_NAMES) {
    const value = object.headers[member];
    if (value !== undefined) headers[name] = value;
  }
  for (const [name, value] of Object.entries(writeMetadata(object.metadata))) {
    headers[`x-amz-meta-${name}`] = value;
  }
  return {
    byteLength: object.size,
    etag: quotedEtag(object),
    lastModified: new Date(object.modifiedMs),
    contentType: object.headers.ContentType ?? "binary/octet-stream",
    headers,
  };
}
