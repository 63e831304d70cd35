/** Reads a range of a file; fewer bytes at its end. */
type ReadRange = (range: { readonly start: number; readonly end: number }) => Promise<Uint8Array>;

/** Box header with its 64-bit size. */
const HEADER_BYTES = 16;
/** Files that have more boxes before their index are not looked through. */
const BOXES_LIMIT = 64;

/**
 * Whether an MP4's index comes behind its media data: `mdat` before `moov` at the top level.
 *
 * Source: ISO/IEC 14496-12, 4.2 (boxes) and 8.2.1 (the place of `moov` is free).
 */
export async function hasMoovLast(read: ReadRange, byteLength: number): Promise<boolean> {
  let hasMediaBefore = false;
  let offset = 0;
  for (let count = 0; count < BOXES_LIMIT && offset + 8 <= byteLength; count++) {
    const bytes = await read({ start: offset, end: Math.min(offset + HEADER_BYTES, byteLength) });
    if (bytes.length < 8) return false;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const type = new TextDecoder("latin1").decode(bytes.subarray(4, 8));
    if (type === "moov") return hasMediaBefore;
    if (type === "mdat") hasMediaBefore = true;
    const size = view.getUint32(0);
    // 0: to the end of the file; 1: the size follows in 64 bits.
    const boxBytes = size === 1 && bytes.length >= HEADER_BYTES ? Number(view.getBigUint64(8)) : size;
    if (boxBytes < 8) return false;
    offset += boxBytes;
  }
  return false;
}
