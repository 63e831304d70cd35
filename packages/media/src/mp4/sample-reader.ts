import type { TrackCodec } from "../flv/track-codec.ts";
import { type ByteRange, type Pull, readRange } from "../pull.ts";
import type { SegmentPacket } from "../segment/build-segment.ts";
import { toFourByteLengths } from "./nal-length.ts";
import type { PlayedTrack } from "./played-track.ts";

/** A sample that a segment wants. */
export interface WantedSample {
  readonly codec: TrackCodec;
  readonly offset: number;
  readonly byteLength: number;
  readonly dtsMs: number;
  readonly compositionMs: number;
  readonly isKey: boolean;
}

/** Samples closer than this are read in one range, with what lies between them. */
const MAX_GAP_BYTES = 16 * 1024;
/** So much may lie between samples in all the ranges of a segment. */
const MAX_WASTE_BYTES = 1024 * 1024;

export function sampleAt(track: PlayedTrack, row: number): WantedSample {
  return {
    codec: track.codec,
    offset: track.offset[row] ?? 0,
    byteLength: track.byteLength[row] ?? 0,
    dtsMs: track.dtsMs[row] ?? 0,
    compositionMs: track.compositionMs === undefined ? 0 : (track.compositionMs[row] ?? 0),
    isKey: track.isKey === undefined || track.isKey[row] === 1,
  };
}

/** Reads samples in as few ranges as is sensible and gives them back in the order in which they were asked for. */
export function* readSamples(samples: readonly WantedSample[]): Pull<SegmentPacket[]> {
  const payloads = new Array<Uint8Array>(samples.length);
  const order = orderByOffset(samples);
  let wasteBytes = 0;
  for (let from = 0; from < order.length; ) {
    const first = samples[order[from] ?? 0];
    if (first === undefined) break;
    let end = first.offset + first.byteLength;
    let to = from + 1;
    for (; to < order.length; to++) {
      const sample = samples[order[to] ?? 0];
      if (sample === undefined) break;
      const gap = sample.offset - end;
      if (gap > MAX_GAP_BYTES || (gap > 0 && wasteBytes + gap > MAX_WASTE_BYTES)) break;
      wasteBytes += Math.max(0, gap);
      end = Math.max(end, sample.offset + sample.byteLength);
    }
    const range: ByteRange = { start: first.offset, end };
    const bytes = yield* readRange(range);
    for (let at = from; at < to; at++) {
      const index = order[at] ?? 0;
      const sample = samples[index];
      if (sample === undefined) continue;
      const start = sample.offset - range.start;
      payloads[index] = bytes.subarray(start, start + sample.byteLength);
    }
    from = to;
  }
  return samples.map((sample, index) => toPacket(sample, payloads[index] ?? new Uint8Array(0)));
}

/** Samples are wanted in the order of time and stored, mostly, in the same. */
function orderByOffset(samples: readonly WantedSample[]): Uint32Array {
  const order = Uint32Array.from(samples, (_, index) => index);
  const isSorted = samples.every((sample, index) => sample.offset >= (samples[index - 1]?.offset ?? 0));
  return isSorted ? order : order.sort((a, b) => (samples[a]?.offset ?? 0) - (samples[b]?.offset ?? 0));
}

function toPacket(sample: WantedSample, payload: Uint8Array): SegmentPacket {
  const { codec, dtsMs, isKey, compositionMs } = sample;
  const { nalLengthSize } = codec;
  return {
    kind: codec.kind,
    dtsMs,
    isKey,
    prefix: prefixOf(codec, isKey, compositionMs),
    payload:
      nalLengthSize === undefined || nalLengthSize === 4
        ? payload
        : toFourByteLengths(payload, nalLengthSize),
  };
}

function prefixOf(codec: TrackCodec, isKey: boolean, compositionMs: number): Uint8Array {
  const template = isKey ? codec.keyPrefix : codec.interPrefix;
  if (!codec.hasCompositionTime || compositionMs === 0) return template;
  const prefix = template.slice();
  const at = prefix.length - 3;
  prefix[at] = compositionMs >> 16;
  prefix[at + 1] = compositionMs >> 8;
  prefix[at + 2] = compositionMs;
  return prefix;
}
