/**
 * Rewrites NAL units whose lengths take one, two or three bytes with lengths of four, the only ones FLV players read.
 * What follows a length that goes beyond the sample is dropped.
 *
 * Source: ISO/IEC 14496-15 §5.3.3 (lengthSizeMinusOne).
 */
export function toFourByteLengths(sample: Uint8Array, lengthSize: number): Uint8Array {
  const units: Uint8Array[] = [];
  let byteLength = 0;
  for (let at = 0; at + lengthSize <= sample.length; ) {
    let length = 0;
    for (let index = 0; index < lengthSize; index++) length = length * 0x100 + (sample[at + index] ?? 0);
    const start = at + lengthSize;
    if (start + length > sample.length) break;
    units.push(sample.subarray(start, start + length));
    byteLength += 4 + length;
    at = start + length;
  }
  const rewritten = new Uint8Array(byteLength);
  const view = new DataView(rewritten.buffer);
  let offset = 0;
  for (const unit of units) {
    view.setUint32(offset, unit.length);
    rewritten.set(unit, offset + 4);
    offset += 4 + unit.length;
  }
  return rewritten;
}
