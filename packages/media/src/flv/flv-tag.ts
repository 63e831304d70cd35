/**
 * FLV file header and tags.
 *
 *  "FLV" │ version 1 │ flags: 0x04 audio, 0x01 video │ data offset 32 │ previous tag size 32 = 0
 *  tag:  type 8 │ data size 24 │ timestamp 24 │ timestamp bits 31–24 │ stream id 24 = 0 │ data │ previous tag size 32
 *
 * The part from `type` to the previous tag size is also what an RTMP aggregate message repeats.
 *
 * Source: Video File Format Specification 10.1, annex E.
 */
import type { Packet, PacketKind } from "../packet.ts";

export const FLV_TAG_HEADER_BYTES = 11;
export const FLV_BACK_POINTER_BYTES = 4;
/** What a tag has around its body. */
export const FLV_TAG_OVERHEAD_BYTES: number = FLV_TAG_HEADER_BYTES + FLV_BACK_POINTER_BYTES;
/** File header and the first previous tag size. */
export const FLV_FILE_HEADER_BYTES = 13;
/** Data size is a 24-bit field. */
export const FLV_MAX_BODY_BYTES = 0xffffff;

export interface FlvTagHeader {
  /** Tag type without the filter bit: 8 audio, 9 video, 18 script data; anything else is not defined. */
  readonly type: number;
  readonly bodyLength: number;
  /** Unsigned 32 bits. */
  readonly timestampMs: number;
}

/** Bytes that open an FLV stream, the first previous tag size included. */
export function flvHeader(has: {
  readonly audio: boolean;
  readonly video: boolean;
}): Uint8Array<ArrayBuffer> {
  const flags = (has.audio ? 0x04 : 0) | (has.video ? 0x01 : 0);
  return Uint8Array.of(0x46, 0x4c, 0x56, 1, flags, 0, 0, 0, 9, 0, 0, 0, 0);
}

/** Reads the eleven bytes at `offset`, which the caller has made sure are there. */
export function decodeFlvTagHeader(bytes: Uint8Array, offset = 0): FlvTagHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, FLV_TAG_HEADER_BYTES);
  const typeAndSize = view.getUint32(0);
  const timestamp = view.getUint32(4);
  return {
    type: (typeAndSize >>> 24) & 0x1f,
    bodyLength: typeAndSize & 0xffffff,
    timestampMs: (((timestamp & 0xff) << 24) | (timestamp >>> 8)) >>> 0,
  };
}

/**
 * Writes a tag's header at `offset` and its back pointer behind the body, whose bytes it leaves alone.
 *
 * @returns the offset of the body
 */
export function writeFlvTagFrame(
  target: DataView,
  offset: number,
  kind: PacketKind,
  timestampMs: number,
  bodyLength: number,
): number {
  target.setUint32(offset, kind * 2 ** 24 + bodyLength);
  target.setUint32(offset + 4, ((timestampMs << 8) | ((timestampMs >>> 24) & 0xff)) >>> 0);
  target.setUint16(offset + 8, 0);
  target.setUint8(offset + 10, 0);
  const body = offset + FLV_TAG_HEADER_BYTES;
  target.setUint32(body + bodyLength, FLV_TAG_HEADER_BYTES + bodyLength);
  return body;
}

/**
 * A whole tag with its back pointer.
 *
 * @throws RangeError when the body is longer than its 24-bit length field can say.
 */
export function encodeFlvTag(packet: Pick<Packet, "kind" | "dtsMs" | "body">): Uint8Array<ArrayBuffer> {
  const { kind, dtsMs, body } = packet;
  if (body.length > FLV_MAX_BODY_BYTES)
    throw new RangeError(`a tag body of ${body.length} bytes is too long`);
  const tag = new Uint8Array(FLV_TAG_OVERHEAD_BYTES + body.length);
  tag.set(body, writeFlvTagFrame(new DataView(tag.buffer), 0, kind, dtsMs, body.length));
  return tag;
}
