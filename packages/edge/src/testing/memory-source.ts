import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import {
  type ByteRange,
  type ObjectInfo,
  type ObjectRef,
  type ObjectSource,
  ObjectSourceError,
} from "../ports.ts";

export interface MemoryObject {
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Who may read it: everybody, or only this origin access identity. */
  readonly onlyFor?: string;
  readonly lastModified?: Date;
}

/** An S3 in memory, with a record of what was asked of it. */
export class MemorySource implements ObjectSource {
  readonly objects: Map<string, MemoryObject> = new Map<string, MemoryObject>();
  readonly reads: { readonly key: string; readonly range: ByteRange }[] = [];
  /** Awaited before a read is answered: holds requests back until a test lets them go. */
  gate: Promise<void> | undefined;
  /** Replaces the body of a read, to misbehave. */
  corrupt: ((bytes: Uint8Array) => Readable) | undefined;
  heads: number = 0;

  put(key: string, bytes: Uint8Array | string, more: Omit<MemoryObject, "bytes"> = {}): void {
    const stored = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
    // Now, as S3 does, so that the first who asks does not wait for it.
    etagOf(stored);
    this.objects.set(key, { bytes: stored, ...more });
  }

  /** Bytes asked for in all reads. */
  get bytesRead(): number {
    return this.reads.reduce((sum, { range }) => sum + range.end - range.start, 0);
  }

  readonly head = async (ref: ObjectRef): Promise<ObjectInfo> => {
    this.heads += 1;
    return infoOf(this.#find(ref));
  };

  readonly read = async (ref: ObjectRef, range: ByteRange, etag: string): Promise<Readable> => {
    this.reads.push({ key: ref.key, range });
    await this.gate;
    const object = this.#find(ref);
    if (infoOf(object).etag !== etag) throw new ObjectSourceError("changed", `${ref.key} was replaced`);
    const bytes = object.bytes.subarray(range.start, range.end);
    return this.corrupt?.(bytes) ?? Readable.from(pieces(bytes));
  };

  #find(ref: ObjectRef): MemoryObject {
    const object = this.objects.get(ref.key);
    if (object === undefined) throw new ObjectSourceError("not-found", `no ${ref.key}`);
    if (object.onlyFor !== undefined && object.onlyFor !== ref.originAccessIdentity) {
      throw new ObjectSourceError("forbidden", `${ref.key} is private`);
    }
    return object;
  }
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  const STEP = 60_000;
  for (let start = 0; start < bytes.length; start += STEP) yield bytes.subarray(start, start + STEP);
}

const etags = new WeakMap<Uint8Array, string>();

function etagOf(bytes: Uint8Array): string {
  const etag = etags.get(bytes) ?? `"${createHash("md5").update(bytes).digest("hex")}"`;
  etags.set(bytes, etag);
  return etag;
}

function infoOf({ bytes, contentType, headers, lastModified }: MemoryObject): ObjectInfo {
  return {
    byteLength: bytes.length,
    etag: etagOf(bytes),
    lastModified: lastModified ?? new Date("2020-05-31T12:00:00Z"),
    contentType: contentType ?? "application/octet-stream",
    headers: headers ?? {},
  };
}
