import { MediaError } from "../media-error.ts";
import type { Segment, SegmentRef } from "../media-file.ts";
import { AUDIO, VIDEO } from "../packet.ts";
import type { Pull } from "../pull.ts";
import { PullWindow } from "../pull-window.ts";
import { buildSegment, type SegmentPacket } from "../segment/build-segment.ts";
import { SegmentRule } from "../segment/segment-rule.ts";
import type { KeyframeIndex } from "./flv-metadata.ts";
import { type ScannedTag, scanTag } from "./flv-scan.ts";
import { FLV_TAG_HEADER_BYTES } from "./flv-tag.ts";

/** How far an entry of the keyframe index may be from its tag's timestamp: seconds are rounded differently. */
const INDEX_TOLERANCE_MS = 1;

export interface FlvLayout {
  readonly fileLength: number;
  readonly windowBytes: number;
  readonly firstTag: ScannedTag;
  readonly hasVideo: boolean;
  /** Timestamp that counts as 0. */
  readonly originMs: number;
  /** Offsets of tags that travel outside segments. */
  readonly prologue: ReadonlySet<number>;
}

/**
 * Finds and reads the segments of an FLV file; a segment's id is the byte offset of its first tag.
 *
 * Positions come from the metadata's keyframe index as long as it tells the truth, and from walking over the tags
 * otherwise. What a walk learns is kept. Readers of several viewers may be under way at once: the state changes only
 * between two reads, and only forwards.
 */
export class FlvNavigator {
  readonly #layout: FlvLayout;
  #index: KeyframeIndex | undefined;
  /** Segments that begin with a key packet, from the first on without a gap as far as the walk has come. */
  readonly #walked: SegmentRef[];
  #rule: SegmentRule;
  #frontier: number;
  #frontierMs: number;
  #isWalkedOut = false;

  constructor(layout: FlvLayout, index: KeyframeIndex | undefined) {
    const { firstTag } = layout;
    this.#layout = layout;
    this.#index = index;
    this.#walked = [{ id: firstTag.offset, startMs: firstTag.timestampMs }];
    this.#rule = new SegmentRule(firstTag.timestampMs, false);
    this.#frontier = firstTag.offset;
    this.#frontierMs = firstTag.timestampMs;
  }

  *locate(timeMs: number): Pull<SegmentRef> {
    const window = this.#openWindow();
    if (timeMs >= this.#frontierMs && !this.#isWalkedOut) {
      const indexed = yield* this.#locateByIndex(window, timeMs);
      if (indexed !== undefined) return indexed;
      yield* this.#walkTo(window, timeMs);
    }
    return lastNotAfter(this.#walked, timeMs);
  }

  *read(ref: SegmentRef): Pull<Segment> {
    const { firstTag, prologue, fileLength } = this.#layout;
    const window = this.#openWindow();
    const packets: SegmentPacket[] = [];
    let next: SegmentRef | undefined;
    let tag: ScannedTag | undefined = yield* this.#scan(window, ref.id);
    if (tag === undefined) {
      throw new MediaError("ERR_MEDIA_STRUCTURE", `FLV: no tag at ${ref.id} of ${fileLength}`);
    }
    const startMs = tag.timestampMs;
    const rule = new SegmentRule(startMs, tag.offset !== firstTag.offset && !this.#mayBegin(tag));
    while (tag !== undefined) {
      const { kind, timestampMs: dtsMs, offset, end, bodyLength, description }: ScannedTag = tag;
      if (!prologue.has(offset)) {
        if (rule.begins(dtsMs, this.#mayBegin(tag), end - offset)) {
          next = { id: offset, startMs: dtsMs };
          break;
        }
        // Frames are written anew: stream ids and back pointers in files are not to be trusted.
        const payload = yield* window.read(offset + FLV_TAG_HEADER_BYTES, bodyLength);
        packets.push({ kind, dtsMs, isKey: description.isKey, prefix: undefined, payload });
      }
      tag = yield* this.#scan(window, end);
    }
    return buildSegment({ id: ref.id, startMs }, packets, next);
  }

  #openWindow(): PullWindow {
    return new PullWindow(this.#layout.fileLength, this.#layout.windowBytes);
  }

  #scan(window: PullWindow, offset: number): Pull<ScannedTag | undefined> {
    return scanTag(window, offset, this.#layout.originMs);
  }

  /** Whether a segment may begin with this tag. */
  #mayBegin(tag: ScannedTag): boolean {
    return tag.description.isKey && tag.kind === (this.#layout.hasVideo ? VIDEO : AUDIO);
  }

  /** Starts at the best entry of the index and walks from there, for the index may have gaps. */
  *#locateByIndex(window: PullWindow, timeMs: number): Pull<SegmentRef | undefined> {
    const index = this.#index;
    if (index === undefined) return undefined;
    const entry = lastEntryNotAfter(index.timesMs, timeMs);
    const offset = index.tagOffsets[entry];
    const entryMs = index.timesMs[entry];
    if (offset === undefined || entryMs === undefined || offset <= this.#frontier) return undefined;
    const tag = yield* this.#scan(window, offset);
    const isTrue =
      tag !== undefined &&
      tag.offset === offset &&
      this.#mayBegin(tag) &&
      Math.abs(tag.timestampMs - entryMs) <= INDEX_TOLERANCE_MS;
    if (!isTrue) {
      this.#index = undefined;
      return undefined;
    }
    return yield* this.#walkFrom(window, tag, timeMs);
  }

  /** The last segment not after `timeMs`, walking from one that is. Leaves no trace. */
  *#walkFrom(window: PullWindow, start: ScannedTag, timeMs: number): Pull<SegmentRef> {
    let found: SegmentRef = { id: start.offset, startMs: start.timestampMs };
    const rule = new SegmentRule(start.timestampMs, false);
    let tag: ScannedTag | undefined = start;
    while (tag !== undefined && !this.#isPast(tag, timeMs)) {
      const begins = rule.begins(tag.timestampMs, this.#mayBegin(tag), tag.end - tag.offset);
      if (begins && this.#mayBegin(tag)) found = { id: tag.offset, startMs: tag.timestampMs };
      tag = yield* this.#scan(window, tag.end);
    }
    return found;
  }

  /** Walks on from where the last walk ended, until it has passed `timeMs` or the end. */
  *#walkTo(window: PullWindow, timeMs: number): Pull<void> {
    while (!this.#isWalkedOut) {
      const from = this.#frontier;
      const tag = yield* this.#scan(window, from);
      // Somebody else's walk may have come farther while this one was reading.
      if (from !== this.#frontier) continue;
      if (tag === undefined) {
        this.#isWalkedOut = true;
        return;
      }
      if (this.#isPast(tag, timeMs)) return;
      const isPrologue = this.#layout.prologue.has(tag.offset);
      const mayBegin = this.#mayBegin(tag);
      if (!isPrologue && this.#rule.begins(tag.timestampMs, mayBegin, tag.end - tag.offset) && mayBegin) {
        this.#walked.push({ id: tag.offset, startMs: tag.timestampMs });
      }
      this.#frontier = tag.end;
      if (mayBegin) this.#frontierMs = Math.max(this.#frontierMs, tag.timestampMs);
    }
  }

  /** Whether no segment behind this tag can begin at or before `timeMs`. */
  #isPast(tag: ScannedTag, timeMs: number): boolean {
    return tag.kind === (this.#layout.hasVideo ? VIDEO : AUDIO) && tag.timestampMs > timeMs;
  }
}

/** The last of them that does not begin after `timeMs`; the first when all do. */
function lastNotAfter(refs: readonly SegmentRef[], timeMs: number): SegmentRef {
  let low = 0;
  let high = refs.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((refs[middle]?.startMs ?? 0) <= timeMs) low = middle;
    else high = middle;
  }
  const ref = refs[low];
  if (ref === undefined) throw new RangeError("a file has a first segment");
  return ref;
}

function lastEntryNotAfter(timesMs: Float64Array, timeMs: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((timesMs[middle] ?? 0) <= timeMs) low = middle;
    else high = middle;
  }
  return low;
}
