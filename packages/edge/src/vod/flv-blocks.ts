import type { MediaFile, PacketKind } from "@oxbow/media";
import {
  encodeFlvTag,
  FLV_BACK_POINTER_BYTES,
  FLV_TAG_HEADER_BYTES,
  flvHeader,
  onMetaDataPacket,
} from "@oxbow/media/flv";
import type { PacketSpan } from "./playback.ts";
import type { Block, CachedSegment, EncodedBlocks } from "./segment-cache.ts";

/** Writes of less than this cost more than their bytes. */
export const BLOCK_BYTES: number = 256 << 10;

/** FLV tags of a whole segment for all viewers. */
export function sharedFlvBlocks(cached: CachedSegment): EncodedBlocks {
  const blocks = flvBlocks(cached, undefined);
  const byteLength = cached.areTagsMoved ? blocks.reduce((sum, { bytes }) => sum + bytes.length, 0) : 0;
  return { blocks, byteLength, segment: undefined };
}

/** FLV tags of a segment, or of a part of it, as blocks: views, where the segment still holds its tags. */
export function flvBlocks(cached: CachedSegment, span: PacketSpan | undefined): readonly Block[] {
  const { packets, tags } = cached.segment;
  const { from, to } = span ?? { from: 0, to: packets.count };
  const blocks: Block[] = [];
  let start = from;
  let byteLength = 0;
  for (let row = from; row < to; row++) {
    byteLength += FLV_TAG_HEADER_BYTES + FLV_BACK_POINTER_BYTES + (packets.bodyLength[row] ?? 0);
    if (byteLength < BLOCK_BYTES && row < to - 1) continue;
    const bytes = cached.areTagsMoved
      ? Buffer.concat(Array.from({ length: row + 1 - start }, (_, index) => tagOf(cached, start + index)))
      : tags.subarray(tagStart(cached, start), tagEnd(cached, row));
    blocks.push({ bytes, lastDtsMs: packets.dtsMs[row] ?? 0 });
    start = row + 1;
    byteLength = 0;
  }
  return blocks;
}

/** What opens an FLV stream: file header, onMetaData, decoder configurations. */
export function flvHead(file: MediaFile, startMs: number): Uint8Array {
  const has = { audio: file.audioCodec !== undefined, video: file.videoCodec !== undefined };
  const packets = [onMetaDataPacket(file.metadata), ...file.sequenceHeaders];
  return Buffer.concat([
    flvHeader(has),
    ...packets.map((packet) => encodeFlvTag({ ...packet, dtsMs: startMs })),
  ]);
}

function tagOf({ segment: { packets, tags } }: CachedSegment, row: number): Uint8Array {
  const start = packets.bodyOffset[row] ?? 0;
  const body = tags.subarray(start, start + (packets.bodyLength[row] ?? 0));
  return encodeFlvTag({ kind: packets.kind[row] as PacketKind, dtsMs: packets.dtsMs[row] ?? 0, body });
}

function tagStart({ segment: { packets } }: CachedSegment, row: number): number {
  return (packets.bodyOffset[row] ?? 0) - FLV_TAG_HEADER_BYTES;
}

function tagEnd({ segment: { packets } }: CachedSegment, row: number): number {
  return (packets.bodyOffset[row] ?? 0) + (packets.bodyLength[row] ?? 0) + FLV_BACK_POINTER_BYTES;
}
