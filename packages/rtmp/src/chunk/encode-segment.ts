import { AUDIO, DATA, type PacketColumns, type Segment, VIDEO } from "@oxbow/media";
import { EXTENDED_TIMESTAMP } from "./raw-message.ts";

/** Chunk streams of media. Fixed, so that an encoded segment suits every viewer. */
export const MEDIA_CSID = { audio: 4, data: 5, video: 6 } as const;

export interface EncodeSegmentOptions {
  /** Must be the chunk size that was announced to whoever gets the bytes. */
  readonly chunkSize: number;
  readonly msid: number;
  /** Added to every timestamp; a sum below 0 is sent as 0, one past 2^32 wraps. Default 0. */
  readonly timestampOffsetMs?: number;
  /** False leaves the audio packets out (`receiveAudio(false)`). Default true. */
  readonly audio?: boolean;
  /** False leaves the video packets out. Default true. */
  readonly video?: boolean;
  /** Row of the first packet to take; see `firstPacketAt` of @oxbow/media. Default 0. */
  readonly startPacket?: number;
  /** Packets at or after this time are left out: where `len` ends. Default: none. */
  readonly untilMs?: number;
}

const FULL_HEADER_BYTES = 12;
const DELTA_HEADER_BYTES = 8;
/** A larger step would read as a negative one. */
const MAX_DELTA_MS = 0x7fffffff;

/**
 * Encodes the packets of a segment as RTMP chunks, in one buffer.
 *
 * Each chunk stream begins with a full header, so the bytes stand alone and every viewer with the same chunk size,
 * msid and offset can be sent the very same buffer. Later headers give the distance to the packet before (format 1).
 * Source: RTMP 1.0 §5.3.1.
 */
export function encodeSegment(segment: Segment, options: EncodeSegmentOptions): Uint8Array {
  const plan = planChunks(segment.packets, options);
  const result = new Uint8Array(plan.byteLength);
  let at = 0;
  for (const message of plan.messages) at = writeMessage(result, at, message, segment.tags, options);
  return result;
}

interface PlannedMessage {
  readonly csid: number;
  readonly kind: number;
  /** Full header, or distance to the packet before on the same chunk stream. */
  readonly isFull: boolean;
  /** Timestamp or distance. */
  readonly timeMs: number;
  readonly bodyOffset: number;
  readonly bodyLength: number;
}

function planChunks(
  packets: PacketColumns,
  {
    timestampOffsetMs = 0,
    audio = true,
    video = true,
    startPacket = 0,
    untilMs,
    chunkSize,
  }: EncodeSegmentOptions,
): { readonly messages: readonly PlannedMessage[]; readonly byteLength: number } {
  const messages: PlannedMessage[] = [];
  const lastMs = new Map<number, number>();
  let byteLength = 0;
  for (let index = startPacket; index < packets.count; index++) {
    const kind = packets.kind[index] ?? DATA;
    const dtsMs = packets.dtsMs[index] ?? 0;
    const isWanted = (kind !== AUDIO || audio) && (kind !== VIDEO || video);
    if (!isWanted || (untilMs !== undefined && dtsMs >= untilMs)) continue;
    const csid = csidOf(kind);
    const timestampMs = Math.max(0, Math.round(dtsMs + timestampOffsetMs));
    const previousMs = lastMs.get(csid);
    lastMs.set(csid, timestampMs);
    const deltaMs = previousMs === undefined ? -1 : timestampMs - previousMs;
    const isFull = deltaMs < 0 || deltaMs > MAX_DELTA_MS;
    const timeMs = isFull ? timestampMs >>> 0 : deltaMs;
    const bodyLength = packets.bodyLength[index] ?? 0;
    messages.push({ csid, kind, isFull, timeMs, bodyOffset: packets.bodyOffset[index] ?? 0, bodyLength });
    const extendedBytes = timeMs >= EXTENDED_TIMESTAMP ? 4 : 0;
    const continuations = Math.max(0, Math.ceil(bodyLength / chunkSize) - 1);
    byteLength += (isFull ? FULL_HEADER_BYTES : DELTA_HEADER_BYTES) + extendedBytes + bodyLength;
    byteLength += continuations * (1 + extendedBytes);
  }
  return { messages, byteLength };
}

function csidOf(kind: number): number {
  if (kind === VIDEO) return MEDIA_CSID.video;
  return kind === AUDIO ? MEDIA_CSID.audio : MEDIA_CSID.data;
}

/** Writes one message at `at` and returns where it ends. */
function writeMessage(
  result: Uint8Array,
  at: number,
  message: PlannedMessage,
  tags: Uint8Array,
  { chunkSize, msid }: EncodeSegmentOptions,
): number {
  const { csid, kind, isFull, timeMs, bodyLength } = message;
  const isExtended = timeMs >= EXTENDED_TIMESTAMP;
  let position = at;
  result[position++] = isFull ? csid : 0x40 | csid;
  position = writeUint24(result, position, isExtended ? EXTENDED_TIMESTAMP : timeMs);
  position = writeUint24(result, position, bodyLength);
  result[position++] = kind;
  if (isFull) {
    // The one little-endian field of RTMP (§5.3.1.2.1).
    for (let shift = 0; shift < 32; shift += 8) result[position++] = msid >>> shift;
  }
  if (isExtended) position = writeUint32(result, position, timeMs);
  const bodyEnd = message.bodyOffset + bodyLength;
  for (let start = message.bodyOffset; start < bodyEnd; start += chunkSize) {
    if (start > message.bodyOffset) {
      result[position++] = 0xc0 | csid;
      if (isExtended) position = writeUint32(result, position, timeMs);
    }
    const end = Math.min(start + chunkSize, bodyEnd);
    result.set(tags.subarray(start, end), position);
    position += end - start;
  }
  return position;
}

function writeUint24(result: Uint8Array, at: number, value: number): number {
  result[at] = value >>> 16;
  result[at + 1] = value >>> 8;
  result[at + 2] = value;
  return at + 3;
}

function writeUint32(result: Uint8Array, at: number, value: number): number {
  result[at] = value >>> 24;
  return writeUint24(result, at + 1, value & 0xffffff);
}
