import { EXTENDED_TIMESTAMP } from "./raw-message.ts";

const FULL_HEADER_BYTES = 12;
const DELTA_HEADER_BYTES = 8;

/** Where things lie in a block of `encodeSegment`. */
export interface BlockIndex {
  /** Where each full header begins: these alone hold a timestamp, all others hold the distance to the one before. */
  readonly fullHeaders: readonly number[];
  /** Where the body of each message begins. */
  readonly bodyOffset: Uint32Array;
  /** Whether no body is interrupted by the header of a further chunk. */
  readonly hasWholeBodies: boolean;
}

/**
 * Looks through a block once, so that what is done with it for every viewer need not.
 *
 * @param chunkSize with which the block was encoded
 */
export function indexBlock(block: Uint8Array, chunkSize: number): BlockIndex {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const fullHeaders: number[] = [];
  const bodyOffset: number[] = [];
  let hasWholeBodies = true;
  let at = 0;
  while (at < block.length) {
    const isFull = view.getUint8(at) >> 6 === 0;
    const isExtended = (view.getUint32(at) & 0xffffff) === EXTENDED_TIMESTAMP;
    const bodyLength = view.getUint32(at + 3) & 0xffffff;
    const continuations = Math.max(0, Math.ceil(bodyLength / chunkSize) - 1);
    if (isFull) fullHeaders.push(at);
    if (continuations > 0) hasWholeBodies = false;
    at += (isFull ? FULL_HEADER_BYTES : DELTA_HEADER_BYTES) + (isExtended ? 4 : 0);
    bodyOffset.push(at);
    at += bodyLength + continuations * (isExtended ? 5 : 1);
  }
  return { fullHeaders, bodyOffset: Uint32Array.from(bodyOffset), hasWholeBodies };
}
