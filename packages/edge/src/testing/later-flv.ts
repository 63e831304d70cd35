/** The same FLV with all media later. */
export function laterFlv(flv: Buffer, byMs: number): Buffer {
  const made = Buffer.from(flv);
  for (let at = 13; at + 11 <= made.length; at += 11 + made.readUIntBE(at + 1, 3) + 4) {
    const tag = made.subarray(at, at + 11);
    if (tag[0] !== 18) setTagTime(tag, tag.readUIntBE(4, 3) + (tag[7] ?? 0) * 2 ** 24 + byMs);
  }
  return made;
}

/** Gives an FLV tag another time: the fourth byte is the highest. */
export function setTagTime(tag: Buffer, ms: number): void {
  tag.writeUIntBE(ms % 2 ** 24, 4, 3);
  tag[7] = Math.floor(ms / 2 ** 24) % 256;
}
