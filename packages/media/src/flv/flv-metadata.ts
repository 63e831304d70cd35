import { AmfError } from "../amf/amf-error.ts";
import { AMF_LIMITS, type AmfLimits } from "../amf/amf-limits.ts";
import { Amf0EcmaArray, type Amf0Object, type Amf0Value, amf0Properties } from "../amf/amf0.ts";
import { Amf0Decoder } from "../amf/decode-amf0.ts";
import { readAmf3 } from "../amf/decode-amf3.ts";
import { encodeAmf0 } from "../amf/encode-amf0.ts";
import { writeAmf3 } from "../amf/encode-amf3.ts";
import { ByteReader } from "../bytes/byte-reader.ts";
import { DATA, type Packet } from "../packet.ts";

/** A file may index every frame of ten hours: more values than a peer may send in a message. */
const FILE_LIMITS: AmfLimits = Object.freeze({ ...AMF_LIMITS, maxValues: 2_000_000 });

/** Where key packets lie, as onMetaData's `keyframes` tells it. Columns of equal length, ascending. */
export interface KeyframeIndex {
  readonly timesMs: Float64Array;
  /** Byte offset of each tag in the file. */
  readonly tagOffsets: Float64Array;
}

/** The members of onMetaData in the body of a script tag; `undefined` for any other or a damaged one. */
export function decodeOnMetaData(body: Uint8Array): Amf0Object | undefined {
  try {
    // Two values; some encoders leave something behind them.
    const decoder = new Amf0Decoder(new ByteReader(body), FILE_LIMITS, readAmf3);
    return decoder.decode() === "onMetaData" ? amf0Properties(decoder.decode()) : undefined;
  } catch (error) {
    // Recorders that were cut off and hand-made tools leave broken metadata; the media plays all the same.
    if (error instanceof AmfError) return undefined;
    throw error;
  }
}

/** onMetaData as a packet at 0 ms: FLV script tag and RTMP data message alike. */
export function onMetaDataPacket(metadata: Amf0Object): Packet {
  const body = encodeAmf0(["onMetaData", new Amf0EcmaArray(metadata)], {
    limits: FILE_LIMITS,
    writeAvmPlus: writeAmf3,
  });
  return { kind: DATA, dtsMs: 0, isKey: true, isSequenceHeader: false, body };
}

/** ID3 texts as a data message: what a player gets that asks for `id3:NAME` instead of `mp3:NAME`. */
export function onId3Packet(id3: Amf0Object): Packet {
  return { kind: DATA, dtsMs: 0, isKey: true, isSequenceHeader: false, body: encodeAmf0(["onID3", id3]) };
}

/** Metadata without the index: its byte positions are those of the file, not those of a stream made from it. */
export function withoutKeyframes(metadata: Amf0Object): Amf0Object {
  const { keyframes: _dropped, ...rest } = metadata;
  return rest;
}

/**
 * Metadata for a file whose tags moved by `byteOffset`: every position that players seek by is shifted.
 * Doubles have a fixed length, so the metadata itself does not grow.
 */
export function withShiftedKeyframes(metadata: Amf0Object, byteOffset: number): Amf0Object {
  const keyframes = amf0Properties(metadata.keyframes);
  if (!isNumbers(keyframes?.filepositions)) return metadata;
  const filepositions = keyframes.filepositions.map((position) => position + byteOffset);
  const last = metadata.lastkeyframelocation;
  return {
    ...metadata,
    keyframes: { ...keyframes, filepositions },
    ...(typeof last === "number" ? { lastkeyframelocation: last + byteOffset } : {}),
  };
}

/**
 * The index, if it is one: two lists of equal length, both ascending, every position inside the file.
 * Whether a key tag is where it says is found out when it is used.
 */
export function keyframeIndexOf(metadata: Amf0Object, fileLength: number): KeyframeIndex | undefined {
  const keyframes = amf0Properties(metadata.keyframes);
  const times = keyframes?.times;
  const filepositions = keyframes?.filepositions;
  if (!isNumbers(times) || !isNumbers(filepositions)) return undefined;
  if (times.length !== filepositions.length || times.length === 0) return undefined;
  const timesMs = Float64Array.from(times, (seconds) => Math.round(seconds * 1000));
  const tagOffsets = Float64Array.from(filepositions);
  const isIndex =
    isAscending(timesMs) &&
    isAscending(tagOffsets) &&
    tagOffsets.every(Number.isInteger) &&
    (tagOffsets.at(-1) ?? 0) < fileLength;
  return isIndex ? { timesMs, tagOffsets } : undefined;
}

function isNumbers(value: Amf0Value): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === "number");
}

/** Never descending, from 0 up; false as well where a value is not a number. */
function isAscending(values: Float64Array): boolean {
  let previous = 0;
  for (const value of values) {
    if (!(value >= previous)) return false;
    previous = value;
  }
  return true;
}
