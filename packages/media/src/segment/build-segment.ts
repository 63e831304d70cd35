import {
  FLV_MAX_BODY_BYTES,
  FLV_TAG_HEADER_BYTES,
  FLV_TAG_OVERHEAD_BYTES,
  writeFlvTagFrame,
} from "../flv/flv-tag.ts";
import { MediaError } from "../media-error.ts";
import type { Segment, SegmentRef } from "../media-file.ts";
import type { PacketKind } from "../packet.ts";
import { PacketColumnsBuilder } from "./packet-columns.ts";

/** A packet in two pieces, so that a payload is copied once: from the read buffer to its place in the segment. */
export interface SegmentPacket {
  readonly kind: PacketKind;
  readonly dtsMs: number;
  readonly isKey: boolean;
  /** What goes before the payload: the codec header of an FLV tag body. */
  readonly prefix: Uint8Array | undefined;
  readonly payload: Uint8Array;
}

/**
 * Lays packets out as whole FLV tags.
 *
 * @throws MediaError when a packet is longer than an FLV tag can be
 */
export function buildSegment(
  ref: SegmentRef,
  packets: readonly SegmentPacket[],
  next: SegmentRef | undefined,
): Segment {
  let byteLength = 0;
  for (const { prefix, payload } of packets) {
    byteLength += FLV_TAG_OVERHEAD_BYTES + (prefix === undefined ? 0 : prefix.length) + payload.length;
  }
  const tags = new Uint8Array(byteLength);
  const view = new DataView(tags.buffer);
  const columns = new PacketColumnsBuilder(packets.length);
  let offset = 0;
  for (const { kind, dtsMs, isKey, prefix, payload } of packets) {
    const prefixLength = prefix === undefined ? 0 : prefix.length;
    const bodyLength = prefixLength + payload.length;
    if (bodyLength > FLV_MAX_BODY_BYTES) {
      throw new MediaError("ERR_MEDIA_STRUCTURE", `a packet of ${bodyLength} bytes does not fit an FLV tag`);
    }
    const bodyOffset = writeFlvTagFrame(view, offset, kind, dtsMs, bodyLength);
    if (prefix !== undefined) tags.set(prefix, bodyOffset);
    tags.set(payload, bodyOffset + prefixLength);
    columns.add(kind, dtsMs, isKey, bodyOffset, bodyLength);
    offset += FLV_TAG_HEADER_BYTES + bodyLength + 4;
  }
  return { ref, tags, packets: columns.build(), next };
}
