import type { BlockIndex } from "./index-block.ts";
import { EXTENDED_TIMESTAMP } from "./raw-message.ts";

const FULL_HEADER_BYTES = 12;

/**
 * Gives a block of `encodeSegment` other timestamps without encoding it again: only full headers hold one. Viewers who
 * began at different places so share all bytes but these.
 *
 * @param index of the block
 * @returns the block in pieces, all but the changed headers being views of it; `undefined` where a timestamp would
 *   leave the plain range of 0 to 16,777,214 ms, so that the block has to be encoded with `timestampOffsetMs`.
 */
export function shiftTimestamps(
  block: Uint8Array,
  { fullHeaders }: Pick<BlockIndex, "fullHeaders">,
  offsetMs: number,
): readonly Uint8Array[] | undefined {
  if (offsetMs === 0) return [block];
  const headers = new Uint8Array(FULL_HEADER_BYTES * fullHeaders.length);
  const pieces: Uint8Array[] = [];
  let copiedTo = 0;
  for (const [index, at] of fullHeaders.entries()) {
    const timeMs = ((block[at + 1] ?? 0) << 16) | ((block[at + 2] ?? 0) << 8) | (block[at + 3] ?? 0);
    const shiftedMs = Math.round(timeMs + offsetMs);
    if (timeMs === EXTENDED_TIMESTAMP || shiftedMs < 0 || shiftedMs >= EXTENDED_TIMESTAMP) return undefined;
    const header = headers.subarray(FULL_HEADER_BYTES * index, FULL_HEADER_BYTES * (index + 1));
    header.set(block.subarray(at, at + FULL_HEADER_BYTES));
    header[1] = shiftedMs >>> 16;
    header[2] = shiftedMs >>> 8;
    header[3] = shiftedMs;
    if (at > copiedTo) pieces.push(block.subarray(copiedTo, at));
    pieces.push(header);
    copiedTo = at + FULL_HEADER_BYTES;
  }
  if (copiedTo < block.length) pieces.push(block.subarray(copiedTo));
  return pieces;
}
