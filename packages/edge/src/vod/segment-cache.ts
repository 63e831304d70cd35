import type { Segment, SegmentRef } from "@oxbow/media";
import { ByteLru } from "./byte-lru.ts";

/** Whole messages (or tags) that can be written as they are, whatever was written before. */
export interface Block {
  readonly bytes: Uint8Array;
  /** `bytes` for a viewer whose clock began elsewhere: as many, in pieces that share all but the timestamps. */
  readonly pieces?: readonly Uint8Array[];
  /** Of RTMP: where the headers begin that hold a timestamp. */
  readonly fullHeaders?: readonly number[];
  /** Decoding time of its last packet: what a viewer has once it has the block. */
  readonly lastDtsMs: number;
}

/** A segment and the wire bytes that were made from it. */
export interface CachedSegment {
  readonly key: string;
  /** Its `tags` are FLV tags until `areTagsMoved`; from then on they hold the bodies and other headers. */
  readonly segment: Segment;
  readonly areTagsMoved: boolean;
  readonly variants: ReadonlyMap<string, readonly Block[]>;
}

/** The wire bytes of a whole segment. */
export interface EncodedBlocks {
  readonly blocks: readonly Block[];
  /** What they hold of their own; 0 for views of the segment. */
  readonly byteLength: number;
  /** The segment with its bodies in these very bytes, so that they need not be kept twice. */
  readonly segment: Segment | undefined;
}

interface Entry extends CachedSegment {
  segment: Segment;
  areTagsMoved: boolean;
  readonly variants: Map<string, readonly Block[]>;
}

/**
 * Segments as read from media files and as encoded for the wire, shared by every viewer. In video on demand all
 * viewers of a file get the same bytes: they are made once.
 */
export class SegmentCache {
  readonly #entries: ByteLru<Entry>;
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
        const entry: Entry = { key, segment, areTagsMoved: false, variants: new Map() };
        this.#entries.set(key, entry, segment.tags.length);
        return entry;
      })
      .finally(() => this.#inFlight.delete(key));
    this.#inFlight.set(key, flight);
    return flight;
  }

  /** The wire bytes of a whole segment in the form that `variant` names; made by `encode` when first asked for. */
  encoded(cached: CachedSegment, variant: string, encode: () => EncodedBlocks): readonly Block[] {
    const known = cached.variants.get(variant);
    if (known !== undefined) return known;
    const { blocks, byteLength, segment } = encode();
    const entry = this.#entries.get(cached.key);
    // Evicted since: whoever plays it still has it, but nobody will find what is kept of it.
    if (entry !== cached) return blocks;
    let growth = byteLength;
    const areTagsSent = [...entry.variants.values()].some(
      ([block]) => block?.bytes.buffer === entry.segment.tags.buffer,
    );
    if (segment !== undefined && !areTagsSent) {
      growth -= entry.segment.tags.length;
      entry.segment = segment;
      entry.areTagsMoved = true;
    }
    entry.variants.set(variant, blocks);
    this.#entries.grow(entry.key, growth);
    return blocks;
  }
}
