import { EXTENDED_TIMESTAMP } from "./raw-message.ts";

const FULL_HEADER_BYTES = 12;
const DELTA_HEADER_BYTES = 8;

/**
 * Gives a block of `encodeSegment` other timestamps without encoding it again: only the first header of each chunk
 * stream holds one, the others hold distances. Viewers who began at different places so share all bytes but these.
 *
 * @param chunkSize with which the block was encoded.
 * @returns the block in pieces, all but the changed headers being views of it; `undefined` where a timestamp would
 *   leave the plain range of 0 to 16,777,214 ms, so that the block has to be encoded with `timestampOffsetMs`.
 */
export function shiftTimestamps(
  block: Uint8Array,
  chunkSize: number,
  offsetMs: number,
): readonly Uint8Array[] | undefined {
  if (offsetMs === 0) return [block];
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const pieces: Uint8Array[] = [];
  let copiedTo = 0;
  let at = 0;
  while (at < block.length) {
    const isFull = view.getUint8(at) >> 6 === 0;
    const timeMs = view.getUint32(at) & 0xffffff;
    const isExtended = timeMs === EXTENDED_TIMESTAMP;
    const headerBytes = (isFull ? FULL_HEADER_BYTES : DELTA_HEADER_BYTES) + (isExtended ? 4 : 0);
    if (isFull) {
      const shiftedMs = Math.round(timeMs + offsetMs);
      if (isExtended || shiftedMs < 0 || shiftedMs >= EXTENDED_TIMESTAMP) return undefined;
      const header = block.slice(at, at + headerBytes);
      header.set([shiftedMs >>> 16, shiftedMs >>> 8, shiftedMs], 1);
      if (at > copiedTo) pieces.push(block.subarray(copiedTo, at));
      pieces.push(header);
      copiedTo = at + headerBytes;
    }
    const bodyLength = view.getUint32(at + 3) & 0xffffff;
    const continuations = Math.max(0, Math.ceil(bodyLength / chunkSize) - 1);
    at += headerBytes + bodyLength + continuations * (isExtended ? 5 : 1);
  }
  if (copiedTo < block.length) pieces.push(block.subarray(copiedTo));
  return pieces;
}
