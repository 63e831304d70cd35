/**
 * ID3 tags: version 2 before the sound, version 1 behind it.
 *
 * Sources: id3.org, ID3v2.2.0, ID3v2.3.0, ID3v2.4.0; Flash names: ActionScript 3 reference, ID3Info.
 */
import type { Amf0Object } from "../amf/amf0.ts";
import { ByteReader } from "../bytes/byte-reader.ts";
import { decodeId3Text, decodeLatin1 } from "./id3-text.ts";

export const ID3V2_HEADER_BYTES = 10;
export const ID3V1_BYTES = 128;
const HAS_UNSYNCHRONISATION = 0x80;
const HAS_EXTENDED_HEADER = 0x40;
const HAS_FOOTER = 0x10;
const FOOTER_BYTES = 10;

/** What Flash calls them, by frame id; version 2.2 has shorter ids. */
const FLASH_NAMES: ReadonlyMap<string, string> = new Map([
  ["TIT2", "songName"],
  ["TT2", "songName"],
  ["TPE1", "artist"],
  ["TP1", "artist"],
  ["TALB", "album"],
  ["TAL", "album"],
  ["TYER", "year"],
  ["TYE", "year"],
  ["TDRC", "year"],
  ["COMM", "comment"],
  ["COM", "comment"],
  ["TCON", "genre"],
  ["TCO", "genre"],
  ["TRCK", "track"],
  ["TRK", "track"],
]);

/** Length of a version 2 tag, header and footer included; `undefined` when there is none at the start of `bytes`. */
export function id3v2Length(bytes: Uint8Array): number | undefined {
  if (bytes.length < ID3V2_HEADER_BYTES || decodeLatin1(bytes.subarray(0, 3)) !== "ID3") return undefined;
  const size = synchsafe(bytes, 6);
  if (size === undefined) return undefined;
  const footer = ((bytes[5] ?? 0) & HAS_FOOTER) === 0 ? 0 : FOOTER_BYTES;
  return ID3V2_HEADER_BYTES + size + footer;
}

/**
 * The text of a version 2 tag, under the names of its frames and under Flash's. A tag that is cut off or damaged gives
 * what can be read of it.
 */
export function decodeId3v2(bytes: Uint8Array): Amf0Object {
  const values: Record<string, string> = {};
  const version = bytes[3] ?? 0;
  const flags = bytes[5] ?? 0;
  if (version < 2 || version > 4) return values;
  const length = Math.min(id3v2Length(bytes) ?? 0, bytes.length);
  let contents = bytes.subarray(ID3V2_HEADER_BYTES, length);
  // Version 2.4 says it frame by frame.
  if ((flags & HAS_UNSYNCHRONISATION) !== 0 && version < 4) contents = resynchronise(contents);
  const reader = new ByteReader(contents);
  if ((flags & HAS_EXTENDED_HEADER) !== 0 && version > 2 && contents.length >= 4) {
    const size = version === 4 ? synchsafe(contents, 0) : reader.readUint32() + 4;
    reader.seek(Math.min(size ?? 0, contents.length));
  }
  for (let frame = readFrame(reader, version); frame !== undefined; frame = readFrame(reader, version)) {
    const text = textOf(frame.id, frame.contents);
    if (text === undefined) continue;
    values[frame.id] = text;
    const flashName = FLASH_NAMES.get(frame.id);
    if (flashName !== undefined) values[flashName] ??= text;
  }
  return values;
}

/** @param bytes the last 128 of a file; `undefined` when they are no version 1 tag */
export function decodeId3v1(bytes: Uint8Array): Amf0Object | undefined {
  if (bytes.length !== ID3V1_BYTES || decodeLatin1(bytes.subarray(0, 3)) !== "TAG") return undefined;
  const field = (start: number, end: number) =>
    decodeLatin1(bytes.subarray(start, end)).split("\0")[0]?.trim() ?? "";
  const named = {
    songName: field(3, 33),
    artist: field(33, 63),
    album: field(63, 93),
    year: field(93, 97),
    comment: field(97, 127),
  };
  return Object.fromEntries(Object.entries(named).filter(([, text]) => text !== ""));
}

function readFrame(
  reader: ByteReader,
  version: number,
): { readonly id: string; readonly contents: Uint8Array } | undefined {
  const headerBytes = version === 2 ? 6 : 10;
  if (reader.remaining < headerBytes) return undefined;
  const id = decodeLatin1(reader.readBytes(version === 2 ? 3 : 4));
  // Padding.
  if (id.startsWith("\0")) return undefined;
  const size =
    version === 2 ? reader.readUint24() : version === 3 ? reader.readUint32() : readSynchsafe(reader);
  const flags = version === 2 ? 0 : reader.readUint16();
  if (size === undefined || size > reader.remaining) return undefined;
  const contents = reader.readBytes(size);
  // Compressed or encrypted: not text any more. Version 2.4 marks unsynchronised frames with its second bit.
  const isPlain = (flags & (version === 4 ? 0x0c : 0xc0)) === 0;
  const isUnsynchronised = version === 4 && (flags & 0x02) !== 0;
  return {
    id,
    contents: isPlain ? (isUnsynchronised ? resynchronise(contents) : contents) : new Uint8Array(0),
  };
}

function textOf(id: string, contents: Uint8Array): string | undefined {
  const encoding = contents[0];
  if (encoding === undefined) return undefined;
  if (id === "COMM" || id === "COM") {
    // Language, description, comment.
    return decodeId3Text(encoding, contents.subarray(4)).split("\0").slice(1).join("\0");
  }
  if (!id.startsWith("T") || id === "TXXX" || id === "TXX") return undefined;
  return decodeId3Text(encoding, contents.subarray(1)).split("\0")[0];
}

/** Takes out the zero bytes that keep a tag from looking like a frame (ID3v2.3.0 §5). */
function resynchronise(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, index) => !(byte === 0 && bytes[index - 1] === 0xff));
}

/** Four bytes of seven bits each; `undefined` when they are not. */
function synchsafe(bytes: Uint8Array, offset: number): number | undefined {
  let value = 0;
  for (let index = offset; index < offset + 4; index++) {
    const byte = bytes[index] ?? 0xff;
    if (byte > 0x7f) return undefined;
    value = value * 0x80 + byte;
  }
  return value;
}

function readSynchsafe(reader: ByteReader): number | undefined {
  return synchsafe(reader.readBytes(4), 0);
}
