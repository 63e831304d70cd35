import type { Segment, SegmentRef } from "@oxbow/media";
import { ByteLru } from "./byte-lru.ts";

/** Whole messages (or tags) that can be written as they are, whatever was written before. */
export interface Block {
  readonly bytes: Uint8Array;
  /** Decoding time of its last packet: what a viewer has once it has the block. */
  readonly lastDtsMs: number;
}

/** A segment and the wire bytes that were made from it. */
export interface CachedSegment {
  readonly key: string;
  readonly segment: Segment;
  readonly variants: Map<string, readonly Block[]>;
}

/**
 * Segments as read from media files and as encoded for the wire, shared by every viewer. In video on demand all
 * viewers of a file get the same bytes: they are made once.
 */
export class SegmentCache {
  readonly #entries: ByteLru<CachedSegment>;
  readonly #inFlight = new Map<string, Promise<CachedSegment>>();
  readonly #lookup: (distributionId: string, isHit: boolean) => void;

  constructor(cacheBytes: number, lookup: (distributionId: string, isHit: boolean) => void) {
    this.#entries = new ByteLru(cacheBytes);
    this.#lookup = lookup;
  }

  /** Bytes held, segments and encodings together. */
  get byteLength(): number {
    return this.#entries.weight;
  }

  /** The segment, at once when it is in memory; `read` is called once however many ask. */
  get(
    mediaId: number,
    ref: SegmentRef,
    distributionId: string,
    read: () => Promise<Segment>,
  ): CachedSegment | Promise<CachedSegment> {
    const key = `${mediaId}/${ref.id}`;
    const cached = this.#entries.get(key);
    this.#lookup(distributionId, cached !== undefined);
    if (cached !== undefined) return cached;
    const known = this.#inFlight.get(key);
    if (known !== undefined) return known;
    const flight = read()
      .then((segment) => {
        const entry: CachedSegment = { key, segment, variants: new Map() };
        this.#entries.set(key, entry, segment.tags.length);
        return entry;
      })
      .finally(() => this.#inFlight.delete(key));
    this.#inFlight.set(key, flight);
    return flight;
  }

  /** The wire bytes of a whole segment in the form that `variant` names. */
  encoded(entry: CachedSegment, variant: string, encode: () => readonly Block[]): readonly Block[] {
    const known = entry.variants.get(variant);
    if (known !== undefined) return known;
    const blocks = encode();
    entry.variants.set(variant, blocks);
    const { tags } = entry.segment;
    const ownBytes = blocks.reduce(
      (sum, { bytes }) => (bytes.buffer === tags.buffer ? sum : sum + bytes.length),
      0,
    );
    this.#entries.grow(entry.key, ownBytes);
    return blocks;
  }
}
