import type { Segment } from "../media-file.ts";
import { AUDIO, DATA, type Packet, type PacketKind, VIDEO } from "../packet.ts";

/** The packet in a row of a segment's columns; its body is a view of the segment's tags. */
export function packetAt(segment: Segment, row: number): Packet {
  const { packets, tags } = segment;
  if (!(row >= 0 && row < packets.count)) throw new RangeError(`row ${row} of ${packets.count}`);
  const bodyOffset = packets.bodyOffset[row] ?? 0;
  return {
    kind: kindAt(segment, row),
    dtsMs: packets.dtsMs[row] ?? 0,
    isKey: packets.isKey[row] === 1,
    isSequenceHeader: false,
    body: tags.subarray(bodyOffset, bodyOffset + (packets.bodyLength[row] ?? 0)),
  };
}

/**
 * The row from which playing at `timeMs` begins: the last key packet not after it, of video where there is any.
 * 0 when there is none before it; where the segment holds no key packet at all, too.
 */
export function firstPacketAt(segment: Segment, timeMs: number): number {
  const { packets } = segment;
  const kind = packets.kind.includes(VIDEO) ? VIDEO : AUDIO;
  let found = 0;
  for (let row = 0; row < packets.count; row++) {
    if (packets.kind[row] !== kind || packets.isKey[row] !== 1) continue;
    if ((packets.dtsMs[row] ?? 0) > timeMs) break;
    found = row;
  }
  return found;
}

function kindAt(segment: Segment, row: number): PacketKind {
  const kind = segment.packets.kind[row];
  return kind === AUDIO ? AUDIO : kind === VIDEO ? VIDEO : DATA;
}
