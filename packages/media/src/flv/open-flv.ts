import type { Amf0Object } from "../amf/amf0.ts";
import { MediaError } from "../media-error.ts";
import type { MediaFile } from "../media-file.ts";
import { AUDIO, DATA, type Packet, VIDEO } from "../packet.ts";
import type { Pull } from "../pull.ts";
import { PullWindow } from "../pull-window.ts";
import type { BodyDescription } from "./flv-body.ts";
import { decodeOnMetaData, keyframeIndexOf } from "./flv-metadata.ts";
import { FlvNavigator } from "./flv-navigator.ts";
import { type ScannedTag, scanTag, sinceOrigin } from "./flv-scan.ts";
import {
  decodeFlvTagHeader,
  FLV_BACK_POINTER_BYTES,
  FLV_FILE_HEADER_BYTES,
  FLV_TAG_HEADER_BYTES,
} from "./flv-tag.ts";

const WINDOW_BYTES = 256 * 1024;
/** How far to look for the tracks the header promises: it often promises one too many. */
const PROBE_BYTES = 1024 * 1024;
/** A header may be longer than nine bytes, in versions to come; none ever was by much. */
const MAX_DATA_OFFSET = 4096;

/**
 * A file that begins later than this was recorded from a live stream whose clock went on running; what begins earlier
 * keeps its timestamps as they are.
 */
const LIVE_CLOCK_MS = 10_000;

/** What the first tags tell about the whole file. */
interface Probe {
  metadata: Amf0Object | undefined;
  video: BodyDescription | undefined;
  audio: BodyDescription | undefined;
  readonly sequenceHeaders: Packet[];
  /** Offsets of tags that travel outside segments: onMetaData and decoder configurations. */
  readonly prologue: Set<number>;
  /** The first tag that belongs to a segment. */
  firstTag: ScannedTag | undefined;
}

/** True when `head`, the first bytes of a file, are an FLV header. */
export function isFlv(head: Uint8Array): boolean {
  return head[0] === 0x46 && head[1] === 0x4c && head[2] === 0x56;
}

/** Opens an FLV file: reads its first tags and, where the metadata has no duration, its last. */
export function* openFlv(fileLength: number): Pull<MediaFile> {
  const window = new PullWindow(fileLength, WINDOW_BYTES);
  if (fileLength < FLV_FILE_HEADER_BYTES)
    throw new MediaError("ERR_MEDIA_STRUCTURE", "FLV: header is cut off");
  const header = yield* window.read(0, FLV_FILE_HEADER_BYTES);
  const dataOffset = new DataView(header.buffer, header.byteOffset).getUint32(5);
  if (!isFlv(header) || dataOffset < 9 || dataOffset > MAX_DATA_OFFSET) {
    throw new MediaError("ERR_MEDIA_STRUCTURE", `FLV: no header, or data offset ${dataOffset}`);
  }
  const flags = header[4] ?? 0;
  const probe = yield* probeTags(window, dataOffset + 4, (flags & 0x01) !== 0, (flags & 0x04) !== 0);
  const { video, audio } = probe;
  if (probe.firstTag === undefined) {
    const code = probe.prologue.size > 0 ? "ERR_MEDIA_NO_SUPPORTED_TRACK" : "ERR_MEDIA_STRUCTURE";
    throw new MediaError(code, "FLV: no audio or video before the file ends or breaks off");
  }
  const originMs = probe.firstTag.timestampMs < LIVE_CLOCK_MS ? 0 : probe.firstTag.timestampMs;
  const firstTag = { ...probe.firstTag, timestampMs: probe.firstTag.timestampMs - originMs };
  const given = probe.metadata?.duration;
  const hasDuration = typeof given === "number" && given > 0 && Number.isFinite(given);
  const durationMs = hasDuration
    ? Math.round(given * 1000)
    : sinceOrigin(originMs, yield* lastTimestampMs(window, probe.firstTag));
  const metadata = probe.metadata ?? { duration: durationMs / 1000 };

  const navigator = new FlvNavigator(
    {
      fileLength,
      windowBytes: WINDOW_BYTES,
      firstTag,
      originMs,
      hasVideo: video !== undefined,
      prologue: probe.prologue,
    },
    originMs === 0 ? keyframeIndexOf(metadata, fileLength) : undefined,
  );
  const enhanced = [video, audio].filter((description) => description?.isEnhanced === true);
  return {
    container: "flv",
    durationMs,
    videoCodec: video?.codec,
    audioCodec: audio?.codec,
    enhancedFourCcs: enhanced.map((description) => fourCcOf(description?.codec)),
    metadata,
    sequenceHeaders: probe.sequenceHeaders,
    locate: (timeMs) => navigator.locate(timeMs),
    read: (ref) => navigator.read(ref),
  };
}

/** Looks at tags until it knows both tracks with their configurations, or has seen enough. */
function* probeTags(window: PullWindow, start: number, saysVideo: boolean, saysAudio: boolean): Pull<Probe> {
  const probe: Probe = {
    metadata: undefined,
    video: undefined,
    audio: undefined,
    sequenceHeaders: [],
    prologue: new Set(),
    firstTag: undefined,
  };
  let tag = yield* scanTag(window, start, 0);
  while (tag !== undefined && tag.offset < start + PROBE_BYTES) {
    const isPrologue = yield* probeTag(window, probe, tag);
    if (isPrologue) probe.prologue.add(tag.offset);
    else probe.firstTag ??= tag;
    const hasVideo = !saysVideo || probe.video !== undefined;
    const hasAudio = !saysAudio || probe.audio !== undefined;
    if (hasVideo && hasAudio && probe.firstTag !== undefined) break;
    tag = yield* scanTag(window, tag.end, 0);
  }
  return probe;
}

/** True when the tag is the first onMetaData or the first configuration of its track. */
function* probeTag(window: PullWindow, probe: Probe, tag: ScannedTag): Pull<boolean> {
  const { kind, description } = tag;
  if (kind === DATA) {
    if (probe.metadata !== undefined) return false;
    const bytes = yield* window.read(tag.offset, FLV_TAG_HEADER_BYTES + tag.bodyLength);
    probe.metadata = decodeOnMetaData(bytes.subarray(FLV_TAG_HEADER_BYTES));
    return probe.metadata !== undefined;
  }
  const isFirst = kind === VIDEO ? probe.video === undefined : probe.audio === undefined;
  if (kind === VIDEO && description.codec !== undefined) probe.video ??= description;
  if (kind === AUDIO && description.codec !== undefined) probe.audio ??= description;
  if (!isFirst || !description.isSequenceHeader) return false;
  const bytes = yield* window.read(tag.offset, FLV_TAG_HEADER_BYTES + tag.bodyLength);
  // Not slice(): that of a Buffer is a view, and would keep a whole read window alive.
  const body = new Uint8Array(bytes.subarray(FLV_TAG_HEADER_BYTES));
  probe.sequenceHeaders.push({ kind, dtsMs: 0, isKey: false, isSequenceHeader: true, body });
  return true;
}

/** Timestamp of the last tag, found by its back pointer; 0 when the file does not end with a whole tag. */
function* lastTimestampMs(window: PullWindow, firstTag: ScannedTag): Pull<number> {
  const end = window.fileLength;
  if (end < firstTag.end) return firstTag.timestampMs;
  const bytes = yield* window.read(end - FLV_BACK_POINTER_BYTES, FLV_BACK_POINTER_BYTES);
  const pointer = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  // Red5 counts the pointer itself as well.
  for (const tagLength of [pointer, pointer - FLV_BACK_POINTER_BYTES]) {
    const offset = end - FLV_BACK_POINTER_BYTES - tagLength;
    if (tagLength < FLV_TAG_HEADER_BYTES || offset < firstTag.offset) continue;
    const tag = decodeFlvTagHeader(yield* window.read(offset, FLV_TAG_HEADER_BYTES));
    const isKnown = tag.type === AUDIO || tag.type === VIDEO || tag.type === DATA;
    if (isKnown && tag.bodyLength + FLV_TAG_HEADER_BYTES === tagLength) return tag.timestampMs;
  }
  return 0;
}

function fourCcOf(codec: string | undefined): string {
  return codec === "mp3" ? ".mp3" : (codec ?? "");
}
