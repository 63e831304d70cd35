import type { TrackCodec } from "../flv/track-codec.ts";
import { MediaError } from "../media-error.ts";
import type { Segment, SegmentRef } from "../media-file.ts";
import { AUDIO } from "../packet.ts";
import type { Pull } from "../pull.ts";
import { PullWindow } from "../pull-window.ts";
import { buildSegment, type SegmentPacket } from "../segment/build-segment.ts";
import { SEGMENT_SLOT_MS, SegmentRule, slotOf } from "../segment/segment-rule.ts";
import { ticksToMs } from "../ticks.ts";
import { type Mp3FrameHeader, meanFrameBytes } from "./frame-header.ts";
import { type Mp3Frame, nextMp3Frame } from "./mp3-frames.ts";

const WINDOW_BYTES = 128 * 1024;
/** Encoders round the lengths of constant-rate frames in different ways; they are never farther off than this. */
const PADDING_SLACK_BYTES = 2;

export interface Mp3Layout {
  readonly fileLength: number;
  readonly codec: TrackCodec;
  /** The first frame with sound. */
  readonly first: Mp3Frame;
  /** Where the sound ends. */
  readonly end: number;
  /** Whether all frames seen so far have the same bit rate. */
  readonly isConstantRate: boolean;
}

interface NumberedFrame {
  readonly number: number;
  readonly offset: number;
}

/**
 * Finds and reads the segments of an MP3 file; a segment's id is the number of its first frame, and the number is the
 * time. At a constant bit rate a frame's place follows from its number; otherwise the frames are counted, and what was
 * counted is kept.
 */
export class Mp3Navigator {
  readonly #layout: Mp3Layout;
  #isConstantRate: boolean;
  /** First frames of slots, from the first on without a gap as far as anybody has counted. */
  readonly #counted: NumberedFrame[];
  #frontier: NumberedFrame;
  #isCountedOut = false;

  constructor(layout: Mp3Layout) {
    this.#layout = layout;
    this.#isConstantRate = layout.isConstantRate;
    const first = { number: 0, offset: layout.first.offset };
    this.#counted = [first];
    this.#frontier = first;
  }

  *locate(timeMs: number): Pull<SegmentRef> {
    const window = new PullWindow(this.#layout.fileLength, WINDOW_BYTES);
    const { header } = this.#layout.first;
    const latestMs = this.#isConstantRate ? this.#timeOf(this.#lastNumberByRate()) : Number.MAX_SAFE_INTEGER;
    const wanted = firstFrameOfSlot(header, Math.max(0, Math.min(timeMs, latestMs)));
    if ((yield* this.#findByRate(window, wanted)) !== undefined) return this.#refTo(wanted);
    yield* this.#countTo(window, wanted);
    return this.#refTo(this.#lastCounted(wanted).number);
  }

  *read(ref: SegmentRef): Pull<Segment> {
    const { fileLength, codec, end, first } = this.#layout;
    const window = new PullWindow(fileLength, WINDOW_BYTES);
    let number = ref.id;
    let frame: Mp3Frame | undefined = yield* this.#find(window, number);
    if (frame === undefined) throw new MediaError("ERR_MEDIA_STRUCTURE", `MP3: no frame ${number}`);
    const startMs = this.#timeOf(number);
    const rule = new SegmentRule(startMs, false);
    const packets: SegmentPacket[] = [];
    let next: SegmentRef | undefined;
    while (frame !== undefined) {
      const { offset, header }: Mp3Frame = frame;
      const dtsMs = this.#timeOf(number);
      if (rule.begins(dtsMs, true, header.byteLength)) {
        next = this.#refTo(number);
        break;
      }
      const payload = yield* window.read(offset, header.byteLength);
      packets.push({ kind: AUDIO, dtsMs, isKey: true, prefix: codec.keyPrefix, payload });
      number += 1;
      frame = yield* nextMp3Frame(window, offset + header.byteLength, end, first.header);
    }
    return buildSegment({ id: ref.id, startMs }, packets, next);
  }

  *#find(window: PullWindow, number: number): Pull<Mp3Frame | undefined> {
    const found = yield* this.#findByRate(window, number);
    if (found !== undefined) return found;
    const { end, first } = this.#layout;
    yield* this.#countTo(window, number);
    let { number: at, offset } = this.#lastCounted(number);
    let frame = yield* nextMp3Frame(window, offset, end, first.header);
    for (; frame !== undefined && at < number; at++) {
      offset = frame.offset + frame.header.byteLength;
      frame = yield* nextMp3Frame(window, offset, end, first.header);
    }
    return frame;
  }

  /** A frame where its number puts it; `undefined` once that has failed, for then the rate is not constant. */
  *#findByRate(window: PullWindow, number: number): Pull<Mp3Frame | undefined> {
    const { first, end } = this.#layout;
    if (number === 0) return first;
    if (!this.#isConstantRate) return undefined;
    const { bitsPerSecond } = first.header;
    const bytesPerFrame = meanFrameBytes(first.header);
    const expected = first.offset + Math.floor(number * bytesPerFrame);
    if (expected + bytesPerFrame > end + PADDING_SLACK_BYTES) return undefined;
    const frame = yield* nextMp3Frame(window, expected - PADDING_SLACK_BYTES, end, undefined);
    const isThere =
      frame !== undefined &&
      frame.offset <= expected + PADDING_SLACK_BYTES &&
      frame.header.bitsPerSecond === bitsPerSecond;
    if (isThere) return frame;
    this.#isConstantRate = false;
    return undefined;
  }

  #lastNumberByRate(): number {
    const { first, end } = this.#layout;
    return Math.max(0, Math.round((end - first.offset) / meanFrameBytes(first.header)) - 1);
  }

  /** Counts on until `number` is passed or the sound ends. */
  *#countTo(window: PullWindow, number: number): Pull<void> {
    const { end, first } = this.#layout;
    while (!this.#isCountedOut && this.#frontier.number <= number) {
      const from = this.#frontier;
      const frame = yield* nextMp3Frame(window, from.offset, end, first.header);
      // Somebody else may have counted on while this one was reading.
      if (from !== this.#frontier) continue;
      if (frame === undefined) {
        this.#isCountedOut = true;
        return;
      }
      const last = this.#counted.at(-1)?.number ?? 0;
      if (slotOf(this.#timeOf(from.number)) !== slotOf(this.#timeOf(last))) {
        this.#counted.push({ number: from.number, offset: frame.offset });
      }
      this.#frontier = { number: from.number + 1, offset: frame.offset + frame.header.byteLength };
    }
  }

  #lastCounted(number: number): NumberedFrame {
    return (
      this.#counted.findLast((frame) => frame.number <= number) ?? {
        number: 0,
        offset: this.#layout.first.offset,
      }
    );
  }

  #timeOf(number: number): number {
    const { samplesPerFrame, samplesPerSecond } = this.#layout.first.header;
    return ticksToMs(number * samplesPerFrame, samplesPerSecond);
  }

  #refTo(number: number): SegmentRef {
    return { id: number, startMs: this.#timeOf(number) };
  }
}

/** Number of the first frame of the last slot that has begun by then: a slot begins with its first frame. */
function firstFrameOfSlot(header: Mp3FrameHeader, timeMs: number): number {
  const { samplesPerFrame, samplesPerSecond } = header;
  const numberAt = (slotStartMs: number) => {
    // Times are rounded half up: the first frame at or behind half a millisecond before the slot.
    return Math.ceil((Math.max(0, slotStartMs - 0.5) * samplesPerSecond) / (1000 * samplesPerFrame));
  };
  const slot = slotOf(timeMs);
  const number = numberAt(slot * SEGMENT_SLOT_MS);
  const hasBegun = ticksToMs(number * samplesPerFrame, samplesPerSecond) <= timeMs;
  return hasBegun ? number : numberAt((slot - 1) * SEGMENT_SLOT_MS);
}
