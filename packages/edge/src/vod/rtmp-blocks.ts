import type { PacketColumns, Segment } from "@oxbow/media";
import { encodeSegment } from "@oxbow/rtmp";
import { BLOCK_BYTES } from "./flv-blocks.ts";
import type { PacketSpan } from "./playback.ts";
import type { Block } from "./segment-cache.ts";

/** What makes the RTMP bytes of one viewer differ from another's. */
export interface RtmpForm {
  readonly chunkSize: number;
  readonly msid: number;
  readonly timestampOffsetMs: number;
  readonly audio: boolean;
  readonly video: boolean;
}

/** Names a form: viewers with equal names share bytes. */
export function rtmpFormName({ chunkSize, msid, timestampOffsetMs, audio, video }: RtmpForm): string {
  return `rtmp ${chunkSize} ${msid} ${timestampOffsetMs} ${audio} ${video}`;
}

/**
 * RTMP chunks of a segment as blocks of whole messages. Each begins every chunk stream with a full header, so
 * commands may stand between any two of them.
 */
export function rtmpBlocks(segment: Segment, span: PacketSpan | undefined, form: RtmpForm): readonly Block[] {
  const { packets } = segment;
  const { from, to } = span ?? { from: 0, to: packets.count };
  const blocks: Block[] = [];
  let start = from;
  let byteLength = 0;
  for (let row = from; row < to; row++) {
    byteLength += packets.bodyLength[row] ?? 0;
    if (byteLength < BLOCK_BYTES && row < to - 1) continue;
    const part = { ...segment, packets: rowsOf(packets, start, row + 1) };
    const bytes = encodeSegment(part, form);
    if (bytes.length > 0) blocks.push({ bytes, lastDtsMs: packets.dtsMs[row] ?? 0 });
    start = row + 1;
    byteLength = 0;
  }
  return blocks;
}

function rowsOf(packets: PacketColumns, from: number, to: number): PacketColumns {
  return {
    count: to - from,
    kind: packets.kind.subarray(from, to),
    dtsMs: packets.dtsMs.subarray(from, to),
    isKey: packets.isKey.subarray(from, to),
    bodyOffset: packets.bodyOffset.subarray(from, to),
    bodyLength: packets.bodyLength.subarray(from, to),
  };
}
