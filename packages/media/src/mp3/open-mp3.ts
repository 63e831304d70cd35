import type { Amf0Object } from "../amf/amf0.ts";
import { mp3Codec } from "../flv/track-codec.ts";
import { MediaError } from "../media-error.ts";
import type { MediaFile } from "../media-file.ts";
import type { Pull } from "../pull.ts";
import type { PullWindow } from "../pull-window.ts";
import { ticksToMs } from "../ticks.ts";
import { decodeMp3FrameHeader, meanFrameBytes } from "./frame-header.ts";
import { decodeId3v1, decodeId3v2, ID3V1_BYTES, ID3V2_HEADER_BYTES, id3v2Length } from "./id3.ts";
import { type Mp3Frame, nextMp3Frame } from "./mp3-frames.ts";
import { Mp3Navigator } from "./mp3-navigator.ts";
import { decodeVbrHeader } from "./vbr-header.ts";

/** Tags before the sound; some taggers put several. */
const MAX_TAGS = 8;
/** Of a tag with a large picture only the beginning is read: texts come first. */
const MAX_TAG_BYTES = 1024 * 1024;
/** How many frames have to agree before a file without a header of its own counts as one of constant rate. */
const RATE_PROBE_FRAMES = 16;

/** True when `head`, the first bytes of a file, are an ID3 tag or an MPEG audio frame of layer III. */
export function isMp3(head: Uint8Array): boolean {
  return id3v2Length(head) !== undefined || decodeMp3FrameHeader(head) !== undefined;
}

/** Opens an MP3 file: reads its tags and the first frames. */
export function* openMp3(window: PullWindow): Pull<MediaFile> {
  const { soundStart, id3: leadingId3 } = yield* readLeadingTags(window);
  const { soundEnd, id3: trailingId3 } = yield* readTrailingTag(window);
  const opening = yield* nextMp3Frame(window, soundStart, soundEnd, undefined);
  if (opening === undefined)
    throw new MediaError("ERR_MEDIA_STRUCTURE", "MP3: no layer III frame where sound should be");

  const { byteLength, samplesPerFrame, samplesPerSecond, channels } = opening.header;
  const vbr = decodeVbrHeader(yield* window.read(opening.offset, byteLength), opening.header);
  const first =
    vbr === undefined
      ? opening
      : yield* nextMp3Frame(window, opening.offset + byteLength, soundEnd, opening.header);
  if (first === undefined) throw new MediaError("ERR_MEDIA_STRUCTURE", "MP3: a header frame and no sound");

  const isConstantRate = vbr?.isConstantRate ?? (yield* hasConstantRate(window, first, soundEnd));
  const told = vbr?.frameCount ?? 0;
  const frameCount = told > 0 ? told : estimateFrameCount(first, soundEnd);
  const durationMs = ticksToMs(frameCount * samplesPerFrame, samplesPerSecond);
  const codec = mp3Codec(samplesPerSecond, channels);
  const { fileLength } = window;
  const navigator = new Mp3Navigator({ fileLength, codec, first, end: soundEnd, isConstantRate });
  return {
    container: "mp3",
    durationMs,
    videoCodec: undefined,
    audioCodec: "mp3",
    enhancedFourCcs: [],
    metadata: {
      duration: durationMs / 1000,
      audiocodecid: 2,
      audiosamplerate: samplesPerSecond,
      stereo: channels === 2,
      ...(isConstantRate ? { audiodatarate: first.header.bitsPerSecond / 1000 } : {}),
    },
    id3: leadingId3 ?? trailingId3,
    sequenceHeaders: [],
    locate: (timeMs) => navigator.locate(timeMs),
    read: (ref) => navigator.read(ref),
  };
}

function* readLeadingTags(
  window: PullWindow,
): Pull<{ readonly soundStart: number; readonly id3: Amf0Object | undefined }> {
  let soundStart = 0;
  let id3: Amf0Object | undefined;
  for (let count = 0; count < MAX_TAGS; count++) {
    const headBytes = Math.min(ID3V2_HEADER_BYTES, window.fileLength - soundStart);
    const length = id3v2Length(yield* window.read(soundStart, headBytes));
    if (length === undefined) break;
    if (soundStart + length >= window.fileLength) {
      throw new MediaError("ERR_MEDIA_STRUCTURE", `MP3: an ID3 tag of ${length} bytes and nothing behind it`);
    }
    id3 ??= decodeId3v2(yield* window.read(soundStart, Math.min(length, MAX_TAG_BYTES)));
    soundStart += length;
  }
  return { soundStart, id3 };
}

function* readTrailingTag(
  window: PullWindow,
): Pull<{ readonly soundEnd: number; readonly id3: Amf0Object | undefined }> {
  const { fileLength } = window;
  if (fileLength <= ID3V1_BYTES) return { soundEnd: fileLength, id3: undefined };
  // Read past the window: the beginning of the file is still wanted.
  const bytes = yield { start: fileLength - ID3V1_BYTES, end: fileLength };
  const id3 = decodeId3v1(bytes);
  return { soundEnd: id3 === undefined ? fileLength : fileLength - ID3V1_BYTES, id3 };
}

function* hasConstantRate(window: PullWindow, first: Mp3Frame, end: number): Pull<boolean> {
  let frame: Mp3Frame | undefined = first;
  for (let count = 0; count < RATE_PROBE_FRAMES && frame !== undefined; count++) {
    if (frame.header.bitsPerSecond !== first.header.bitsPerSecond) return false;
    frame = yield* nextMp3Frame(window, frame.offset + frame.header.byteLength, end, first.header);
  }
  return true;
}

/** What the rate of the first frame makes of the length of the file. */
function estimateFrameCount({ offset, header }: Mp3Frame, end: number): number {
  return Math.round((end - offset) / meanFrameBytes(header));
}
