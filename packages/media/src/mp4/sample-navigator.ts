import { MediaError } from "../media-error.ts";
import type { Segment, SegmentRef } from "../media-file.ts";
import { AUDIO, type PacketKind, VIDEO } from "../packet.ts";
import type { Pull } from "../pull.ts";
import { buildSegment } from "../segment/build-segment.ts";
import { SEGMENT_SLOT_MS, SegmentRule, slotOf } from "../segment/segment-rule.ts";
import {
  type GroupSource,
  groupStartMs,
  Interleaver,
  lastBoundary,
  lastKeySlot,
  positionOf,
  type SampleGroup,
} from "./sample-group.ts";
import { readSamples, sampleAt, type WantedSample } from "./sample-reader.ts";

/**
 * Finds and reads the segments of an MP4 file. A segment's id is the number of its first sample, so that it tells
 * where to go on without any state.
 */
export class SampleNavigator {
  readonly #source: GroupSource;
  /** Whose key samples begin segments: video, or audio where there is no video. */
  readonly #leadKind: PacketKind;
  readonly #first: SegmentRef;

  constructor(source: GroupSource, first: SampleGroup) {
    this.#source = source;
    this.#leadKind = first.tracks.some(({ codec }) => codec.kind === VIDEO) ? VIDEO : AUDIO;
    this.#first = { id: first.firstId, startMs: groupStartMs(first) };
  }

  *locate(timeMs: number): Pull<SegmentRef> {
    // Where fragments are shorter than what lies between key samples, the search has to begin earlier.
    let searchMs = timeMs;
    for (let leadMs = SEGMENT_SLOT_MS; ; leadMs *= 2) {
      const group = yield* this.#source.before(searchMs);
      if (group === undefined) return this.#first;
      const isFromFirst = group.firstId === this.#first.id;
      const found = yield* this.#searchFrom(group, timeMs, isFromFirst);
      if (found !== undefined) return found;
      if (isFromFirst) return this.#first;
      searchMs = Math.min(searchMs, groupStartMs(group)) - leadMs;
    }
  }

  /** The last segment not after `timeMs`; `undefined` when what begins it may lie before the group. */
  *#searchFrom(start: SampleGroup, timeMs: number, isFirst: boolean): Pull<SegmentRef | undefined> {
    let found: SegmentRef | undefined;
    // The first segment takes the key samples of its slot, whether it begins with one or not.
    let slotBefore = isFirst ? slotOf(this.#first.startMs) : undefined;
    let group: SampleGroup | undefined = start;
    while (group !== undefined && (group === start || groupStartMs(group) <= timeMs)) {
      const row = lastBoundary(group, this.#leadKind, timeMs, slotBefore);
      if (row !== undefined) {
        const startMs = group.tracks[0]?.dtsMs[row] ?? 0;
        found = { id: group.firstId + positionOf(group, row), startMs };
      }
      slotBefore = lastKeySlot(group, this.#leadKind) ?? slotBefore;
      group = yield* this.#source.after(group);
    }
    return found;
  }

  *read(ref: SegmentRef): Pull<Segment> {
    const samples: WantedSample[] = [];
    let rule: SegmentRule | undefined;
    let startMs = ref.startMs;
    let next: SegmentRef | undefined;
    let group = yield* this.#source.holding(ref.id);
    let position = ref.id - (group?.firstId ?? 0);
    while (group !== undefined && next === undefined) {
      const order = new Interleaver(group, position);
      for (let at = order.next(); at !== undefined; at = order.next()) {
        const sample = sampleAt(at.track, at.row);
        const { kind } = sample.codec;
        const mayBegin = kind === this.#leadKind && sample.isKey;
        if (rule === undefined) {
          startMs = sample.dtsMs;
          rule = new SegmentRule(startMs, ref.id !== this.#first.id && !mayBegin);
        }
        if (rule.begins(sample.dtsMs, mayBegin, sample.byteLength)) {
          next = { id: group.firstId + order.position, startMs: sample.dtsMs };
          break;
        }
        // A sample of no bytes says "nothing new here"; FLV has no such tag.
        if (sample.byteLength > 0) samples.push(sample);
        order.advance(at.track);
      }
      position = 0;
      if (next === undefined) group = yield* this.#source.after(group);
    }
    if (rule === undefined) throw new MediaError("ERR_MEDIA_STRUCTURE", `MP4: no segment ${ref.id}`);
    return buildSegment({ id: ref.id, startMs }, yield* readSamples(samples), next);
  }
}
