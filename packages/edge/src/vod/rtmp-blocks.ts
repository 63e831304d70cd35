import type { PacketColumns, Segment } from "@oxbow/media";
import { encodeSegment, indexBlock, shiftTimestamps } from "@oxbow/rtmp";
import { BLOCK_BYTES } from "./flv-blocks.ts";
import type { PacketSpan } from "./playback.ts";
import type { Block, EncodedBlocks } from "./segment-cache.ts";

/** What makes the RTMP bytes of one viewer differ from another's, apart from where his clock begins. */
export interface RtmpForm {
  readonly chunkSize: number;
  readonly msid: number;
  readonly audio: boolean;
  readonly video: boolean;
}

/** Names a form: viewers with equal names share bytes. */
export function rtmpFormName({ chunkSize, msid, audio, video }: RtmpForm): string {
  return `rtmp ${chunkSize} ${msid} ${audio} ${video}`;
}

/**
 * RTMP chunks of a whole segment for all viewers, as blocks of whole messages. Each begins every chunk stream with a
 * full header, so commands may stand between any two of them.
 *
 * @returns with the blocks the segment as it lies in them, where each packet does so in one piece
 */
export function sharedRtmpBlocks(segment: Segment, form: RtmpForm): EncodedBlocks {
  const encoded = encodeBlocks(segment, undefined, form, 0);
  const bytes = joined(encoded);
  let at = 0;
  let isWhole = form.audio && form.video;
  let row = 0;
  const bodyOffset = new Uint32Array(segment.packets.count);
  const blocks = encoded.map(({ bytes: own, lastDtsMs }) => {
    const index = indexBlock(own, form.chunkSize);
    isWhole &&= index.hasWholeBodies;
    for (const offset of index.bodyOffset) bodyOffset[row++] = at + offset;
    const start = at;
    at += own.length;
    return { bytes: bytes.subarray(start, at), lastDtsMs, fullHeaders: index.fullHeaders };
  });
  const packets = { ...segment.packets, bodyOffset };
  return {
    blocks,
    byteLength: bytes.length,
    segment: isWhole ? { ...segment, tags: bytes, packets } : undefined,
  };
}

/** Shared blocks as a viewer with a clock of his own is sent them; `undefined` where they have to be encoded for him. */
export function shiftedBlocks(blocks: readonly Block[], offsetMs: number): readonly Block[] | undefined {
  if (offsetMs === 0) return blocks;
  const shifted: Block[] = [];
  for (const block of blocks) {
    const { bytes, fullHeaders = [] } = block;
    const pieces = shiftTimestamps(bytes, { fullHeaders }, offsetMs);
    if (pieces === undefined) return undefined;
    shifted.push({ ...block, pieces });
  }
  return shifted;
}

/** RTMP chunks of a segment, or of a part of it, for one viewer alone. */
export function encodeBlocks(
  segment: Segment,
  span: PacketSpan | undefined,
  form: RtmpForm,
  timestampOffsetMs: number,
): readonly Block[] {
  const { packets } = segment;
  const { from, to } = span ?? { from: 0, to: packets.count };
  const blocks: Block[] = [];
  let start = from;
  let byteLength = 0;
  for (let row = from; row < to; row++) {
    byteLength += packets.bodyLength[row] ?? 0;
    if (byteLength < BLOCK_BYTES && row < to - 1) continue;
    const part = { ...segment, packets: rowsOf(packets, start, row + 1) };
    const bytes = encodeSegment(part, { ...form, timestampOffsetMs });
    if (bytes.length > 0) blocks.push({ bytes, lastDtsMs: packets.dtsMs[row] ?? 0 });
    start = row + 1;
    byteLength = 0;
  }
  return blocks;
}

function joined(blocks: readonly Block[]): Uint8Array {
  const [only] = blocks;
  if (only !== undefined && blocks.length === 1) return only.bytes;
  const bytes = new Uint8Array(blocks.reduce((sum, block) => sum + block.bytes.length, 0));
  let at = 0;
  for (const block of blocks) {
    bytes.set(block.bytes, at);
    at += block.bytes.length;
  }
  return bytes;
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
