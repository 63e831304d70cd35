import type { Readable } from "node:stream";
import type { EdgeClock } from "../clock.ts";
import {
  type ByteRange,
  type ObjectInfo,
  type ObjectRef,
  type ObjectSource,
  ObjectSourceError,
} from "../ports.ts";
import { ByteLru } from "./byte-lru.ts";

/** One version of one object: what may be cached. */
export interface OriginObject {
  readonly ref: ObjectRef;
  readonly info: ObjectInfo;
  /** For whom it is read: what the origin is asked is counted by distribution. */
  readonly distributionId: string;
}

/** What the reader tells about itself, for metrics. */
interface OriginObserver {
  readonly originRequest: (distributionId: string, kind: "head" | "read", outcome: "ok" | "error") => void;
  readonly originBytes: (distributionId: string, byteLength: number) => void;
  readonly cacheLookup: (distributionId: string, isHit: boolean) => void;
}

export interface OriginReaderOptions {
  readonly source: ObjectSource;
  readonly clock: EdgeClock;
  readonly cacheBytes: number;
  readonly timeoutMs: number;
  readonly observer: OriginObserver;
  /** Awaited before every request to the origin: the place where faults slow it down. */
  readonly beforeRequest?: (distributionId: string) => Promise<void> | undefined;
}

/** Objects are cached in pages, so that opening a file (a few small reads) costs little of the origin… */
export const PAGE_BYTES: number = 128 << 10;
/** … and read ahead in windows, since a request of 1 MB costs the origin half of what four of 256 KB cost. */
export const WINDOW_BYTES: number = 1 << 20;

/**
 * Reads objects through a bounded cache. Readers of the same bytes at the same time share one request
 * (single flight), and what one viewer has read the next one gets from memory.
 */
export class OriginReader {
  readonly #options: OriginReaderOptions;
  readonly #pages: ByteLru<Uint8Array>;
  readonly #pagesInFlight = new Map<string, Promise<Uint8Array>>();
  readonly #headsInFlight = new Map<string, Promise<ObjectInfo>>();

  constructor(options: OriginReaderOptions) {
    this.#options = options;
    this.#pages = new ByteLru(options.cacheBytes);
  }

  /**
   * Asks the origin what the object is now. Never answered from the cache, so a new version or a permission
   * that was taken away shows at the next play; only heads at the same moment are one request.
   *
   * @throws ObjectSourceError
   */
  open(ref: ObjectRef, distributionId: string): Promise<OriginObject> {
    const key = refKey(ref);
    let flight = this.#headsInFlight.get(key);
    if (flight === undefined) {
      flight = this.#head(ref, distributionId).finally(() => this.#headsInFlight.delete(key));
      this.#headsInFlight.set(key, flight);
    }
    return flight.then((info) => ({ ref, info, distributionId }));
  }

  /** Whether the page at `byteOffset` needs no request. */
  isCached(object: OriginObject, byteOffset: number): boolean {
    return this.#pages.has(pageKey(object, Math.floor(byteOffset / PAGE_BYTES)));
  }

  /**
   * Reads a range, fewer bytes only where the object ends. At once when all is in memory.
   *
   * @param windowBytes fetch at least as much when a request is needed anyway: for reading in sequence
   * @throws ObjectSourceError
   */
  read(object: OriginObject, range: ByteRange, windowBytes = 0): Uint8Array | Promise<Uint8Array> {
    const end = Math.min(range.end, object.info.byteLength);
    const start = Math.max(0, range.start);
    if (start >= end) return new Uint8Array(0);
    const first = Math.floor(start / PAGE_BYTES);
    const last = Math.floor((end - 1) / PAGE_BYTES);
    const pages = this.#cachedPages(object, first, last);
    if (pages !== undefined) return sliceOf(pages, start - first * PAGE_BYTES, end - start);
    return this.#fetchedPages(object, first, last, windowBytes).then((fetched) =>
      sliceOf(fetched, start - first * PAGE_BYTES, end - start),
    );
  }

  /** Reads a range piece by piece, each at most a page: for bodies of any size in bounded memory. */
  async *stream(object: OriginObject, range: ByteRange): AsyncGenerator<Uint8Array> {
    let start = range.start;
    while (start < range.end) {
      const end = Math.min(range.end, (Math.floor(start / PAGE_BYTES) + 1) * PAGE_BYTES);
      yield await this.read(object, { start, end }, range.end - start > PAGE_BYTES ? WINDOW_BYTES : 0);
      start = end;
    }
  }

  #cachedPages(object: OriginObject, first: number, last: number): readonly Uint8Array[] | undefined {
    const pages: Uint8Array[] = [];
    for (let index = first; index <= last; index++) {
      const page = this.#pages.get(pageKey(object, index));
      if (page === undefined) {
        this.#options.observer.cacheLookup(object.distributionId, false);
        return undefined;
      }
      pages.push(page);
    }
    this.#options.observer.cacheLookup(object.distributionId, true);
    return pages;
  }

  async #fetchedPages(
    object: OriginObject,
    first: number,
    last: number,
    windowBytes: number,
  ): Promise<readonly Uint8Array[]> {
    const pageCount = Math.ceil(object.info.byteLength / PAGE_BYTES);
    const ahead = Math.ceil(windowBytes / PAGE_BYTES);
    const windowEnd = Math.min(pageCount, Math.max(last + 1, first + ahead));
    const wanted: Promise<Uint8Array>[] = [];
    let index = first;
    while (index <= last) {
      const known = this.#knownPage(object, index);
      if (known !== undefined) {
        wanted.push(known);
        index += 1;
        continue;
      }
      // What lies ahead only rides along with a request that somebody needs now.
      let runEnd = index + 1;
      while (runEnd < windowEnd && this.#knownPage(object, runEnd) === undefined) runEnd += 1;
      wanted.push(...this.#fetchRun(object, index, runEnd).slice(0, last + 1 - index));
      index = runEnd;
    }
    return Promise.all(wanted);
  }

  #knownPage(object: OriginObject, index: number): Promise<Uint8Array> | undefined {
    const key = pageKey(object, index);
    const page = this.#pages.get(key);
    return page === undefined ? this.#pagesInFlight.get(key) : Promise.resolve(page);
  }

  /** Fetches pages `first` to `end` (half-open) with one request; each page is there as soon as its bytes are. */
  #fetchRun(object: OriginObject, first: number, end: number): readonly Promise<Uint8Array>[] {
    const waiting: PromiseWithResolvers<Uint8Array>[] = [];
    for (let index = first; index < end; index++) {
      const key = pageKey(object, index);
      const page = Promise.withResolvers<Uint8Array>();
      // A page that was only read ahead has no reader to hear of its failure.
      page.promise.catch(() => undefined);
      waiting.push(page);
      this.#pagesInFlight.set(key, page.promise);
    }
    const range = { start: first * PAGE_BYTES, end: Math.min(end * PAGE_BYTES, object.info.byteLength) };
    let next = 0;
    const deliver = (bytes: Uint8Array): void => {
      const key = pageKey(object, first + next);
      this.#pages.set(key, bytes, bytes.length);
      this.#pagesInFlight.delete(key);
      waiting[next]?.resolve(bytes);
      next += 1;
    };
    this.#readRun(object, range, deliver).catch((error: unknown) => {
      for (; next < waiting.length; next++) {
        this.#pagesInFlight.delete(pageKey(object, first + next));
        waiting[next]?.reject(error);
      }
    });
    return waiting.map((page) => page.promise);
  }

  async #head(ref: ObjectRef, distributionId: string): Promise<ObjectInfo> {
    const { source, observer, beforeRequest } = this.#options;
    try {
      const info = await this.#inTime(async () => {
        await beforeRequest?.(distributionId);
        return source.head(ref);
      });
      observer.originRequest(distributionId, "head", "ok");
      return info;
    } catch (error) {
      observer.originRequest(distributionId, "head", "error");
      throw asSourceError(error);
    }
  }

  async #readRun(object: OriginObject, range: ByteRange, deliver: (page: Uint8Array) => void): Promise<void> {
    const { source, observer, beforeRequest } = this.#options;
    let body: Readable | undefined;
    try {
      await this.#inTime(async () => {
        await beforeRequest?.(object.distributionId);
        body = await source.read(object.ref, range, object.info.etag);
        const pager = new Pager(range.end - range.start, deliver);
        for await (const piece of body) {
          observer.originBytes(object.distributionId, (piece as Uint8Array).length);
          pager.push(piece as Uint8Array);
        }
        pager.finish();
      });
      observer.originRequest(object.distributionId, "read", "ok");
    } catch (error) {
      body?.destroy();
      observer.originRequest(object.distributionId, "read", "error");
      throw asSourceError(error);
    }
  }

  async #inTime<Result>(work: () => Promise<Result>): Promise<Result> {
    const { promise, reject } = Promise.withResolvers<never>();
    const cancel = this.#options.clock.setTimer(this.#options.timeoutMs, () => {
      reject(new ObjectSourceError("unavailable", `origin took longer than ${this.#options.timeoutMs} ms`));
    });
    try {
      return await Promise.race([work(), promise]);
    } finally {
      cancel();
    }
  }
}

/** Cuts what arrives in pieces of any size into pages. */
class Pager {
  readonly #deliver: (page: Uint8Array) => void;
  #left: number;
  #page: Uint8Array;
  #filled = 0;

  constructor(byteLength: number, deliver: (page: Uint8Array) => void) {
    this.#left = byteLength;
    this.#deliver = deliver;
    this.#page = unfilled(Math.min(PAGE_BYTES, byteLength));
  }

  push(piece: Uint8Array): void {
    if (piece.length > this.#left) {
      throw new ObjectSourceError("unavailable", `origin sent ${piece.length - this.#left} bytes too many`);
    }
    let offset = 0;
    while (offset < piece.length) {
      const taken = Math.min(this.#page.length - this.#filled, piece.length - offset);
      this.#page.set(piece.subarray(offset, offset + taken), this.#filled);
      this.#filled += taken;
      this.#left -= taken;
      offset += taken;
      // The last page waits for the end of the body: only then is it known not to be too long.
      if (this.#filled < this.#page.length || this.#left === 0) continue;
      this.#deliver(this.#page);
      this.#page = unfilled(Math.min(PAGE_BYTES, this.#left));
      this.#filled = 0;
    }
  }

  finish(): void {
    if (this.#left > 0) throw new ObjectSourceError("unavailable", `origin sent ${this.#left} bytes too few`);
    this.#deliver(this.#page);
  }
}

/** Memory that is about to be filled to its end: what it held before need not be wiped out. */
function unfilled(byteLength: number): Uint8Array {
  return new Uint8Array(Buffer.allocUnsafeSlow(byteLength).buffer);
}

function sliceOf(pages: readonly Uint8Array[], offset: number, byteLength: number): Uint8Array {
  const [only] = pages;
  if (pages.length === 1 && only !== undefined) return only.subarray(offset, offset + byteLength);
  const bytes = unfilled(byteLength);
  let filled = 0;
  let skip = offset;
  for (const page of pages) {
    const part = page.subarray(skip, skip + byteLength - filled);
    bytes.set(part, filled);
    filled += part.length;
    skip = 0;
  }
  return bytes;
}

function asSourceError(error: unknown): ObjectSourceError {
  if (error instanceof ObjectSourceError) return error;
  return new ObjectSourceError("unavailable", error instanceof Error ? error.message : String(error));
}

function refKey({ originDomainName, key, originAccessIdentity }: ObjectRef): string {
  return `${originDomainName}\n${originAccessIdentity ?? ""}\n${key}`;
}

function pageKey({ ref, info }: OriginObject, index: number): string {
  return `${index}\n${info.etag}\n${refKey(ref)}`;
}
