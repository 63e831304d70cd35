import type { MediaFile, Segment } from "@oxbow/media";
import {
  encodeFlvTag,
  FLV_BACK_POINTER_BYTES,
  FLV_TAG_HEADER_BYTES,
  flvHeader,
  onMetaDataPacket,
} from "@oxbow/media/flv";
import type { PacketSpan } from "./playback.ts";
import type { Block } from "./segment-cache.ts";

/** Writes of less than this cost more than their bytes. */
export const BLOCK_BYTES: number = 256 << 10;

/** FLV tags of a segment as blocks: views, nothing is copied. */
export function flvBlocks(segment: Segment, span: PacketSpan | undefined): readonly Block[] {
  const { packets, tags } = segment;
  const { from, to } = span ?? { from: 0, to: packets.count };
  const blocks: Block[] = [];
  let start = from;
  for (let row = from; row < to; row++) {
    const end = tagEnd(segment, row);
    const startByte = tagStart(segment, start);
    if (end - startByte < BLOCK_BYTES && row < to - 1) continue;
    blocks.push({ bytes: tags.subarray(startByte, end), lastDtsMs: packets.dtsMs[row] ?? 0 });
    start = row + 1;
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

function tagStart({ packets }: Segment, row: number): number {
  return (packets.bodyOffset[row] ?? 0) - FLV_TAG_HEADER_BYTES;
}

function tagEnd({ packets }: Segment, row: number): number {
  return (packets.bodyOffset[row] ?? 0) + (packets.bodyLength[row] ?? 0) + FLV_BACK_POINTER_BYTES;
}
