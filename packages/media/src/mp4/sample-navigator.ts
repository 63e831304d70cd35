import { MediaError } from "../media-error.ts";
import type { Segment, SegmentRef } from "../media-file.ts";
import { AUDIO, type PacketKind, VIDEO } from "../packet.ts";
import type { Pull } from "../pull.ts";
import { buildSegment } from "../segment/build-segment.ts";
import { SegmentRule, slotOf } from "../segment/segment-rule.ts";
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
    let found = this.#first;
    let group = yield* this.#source.before(timeMs);
    // The first segment takes the key samples of its slot, whether it begins with one or not.
    let slotBefore = group?.firstId === found.id ? slotOf(found.startMs) : undefined;
    while (group !== undefined) {
      const row = lastBoundary(group, this.#leadKind, timeMs, slotBefore);
      if (row !== undefined) {
        found = {
          id: group.firstId + positionOf(group, row),
          startMs: group.tracks[0]?.dtsMs[row] ?? 0,
        };
      }
      slotBefore = lastKeySlot(group, this.#leadKind) ?? slotBefore;
      const following: SampleGroup | undefined = yield* this.#source.after(group);
      if (following === undefined || groupStartMs(following) > timeMs) break;
      group = following;
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
