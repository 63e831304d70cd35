import type { ByteWriter } from "@oxbow/media/bytes";

/**
 * Chunk basic header: the 1–3 bytes that open every RTMP chunk.
 *
 *  fmt 2 bits │ csid 6 bits          csid 2–63      (1 byte)
 *  fmt 2 bits │ 0 │ csid−64   8 bits csid 64–319    (2 bytes)
 *  fmt 2 bits │ 1 │ csid−64  16 bits csid 64–65599  (3 bytes, little-endian)
 *
 * Source: RTMP 1.0 §5.3.1.1.
 */
export type ChunkFormat = 0 | 1 | 2 | 3;

export interface BasicHeader {
  readonly format: ChunkFormat;
  readonly csid: number;
}

/**
 * Reads a basic header from the start of `bytes`.
 *
 * @returns the header and how many bytes it took, or `undefined` when more bytes are needed.
 */
export function decodeBasicHeader(
  bytes: Uint8Array,
): { readonly header: BasicHeader; readonly byteLength: number } | undefined {
  const [first, second, third] = bytes;
  if (first === undefined) return undefined;
  const format = (first >> 6) as ChunkFormat;
  const short = first & 0x3f;
  if (short >= 2) return { header: { format, csid: short }, byteLength: 1 };
  if (second === undefined) return undefined;
  if (short === 0) return { header: { format, csid: 64 + second }, byteLength: 2 };
  if (third === undefined) return undefined;
  return { header: { format, csid: 64 + second + third * 256 }, byteLength: 3 };
}

/** Writes a basic header in its shortest form. */
export function writeBasicHeader(writer: ByteWriter, format: ChunkFormat, csid: number): void {
  if (!Number.isInteger(csid) || csid < 2 || csid > 65_599) {
    throw new RangeError(`csid must be from 2 to 65599, not ${csid}`);
  }
  const high = format << 6;
  if (csid < 64) {
    writer.writeUint8(high | csid);
    return;
  }
  const rest = csid - 64;
  writer.writeUint8(rest < 256 ? high : high | 1);
  writer.writeUint8(rest & 0xff);
  if (rest >= 256) writer.writeUint8(rest >> 8);
}
