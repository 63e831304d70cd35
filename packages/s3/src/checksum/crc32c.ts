import { crc32Tables } from "./crc-tables.ts";

/** Castagnoli's polynomial, reflected. Source: RFC 3720, appendix B.4. */
export const CRC32C_POLYNOMIAL = 0x82f6_3b78;

let tables: Int32Array | undefined;

/** CRC-32C of `bytes`, going on from `previous`. */
export function crc32c(bytes: Uint8Array, previous: number): number {
  tables ??= crc32Tables(CRC32C_POLYNOMIAL);
  const table = tables;
  let crc = ~previous;
  let at = 0;
  // Every index is masked to its table, so the reads cannot miss.
  const entry = (slice: number, byte: number) => table[(slice << 8) | (byte & 0xff)] as number;
  for (const end = bytes.length - 7; at < end; at += 8) {
    crc ^=
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    crc =
      entry(7, crc) ^
      entry(6, crc >>> 8) ^
      entry(5, crc >>> 16) ^
      entry(4, crc >>> 24) ^
      entry(3, bytes[at + 4] as number) ^
      entry(2, bytes[at + 5] as number) ^
      entry(1, bytes[at + 6] as number) ^
      entry(0, bytes[at + 7] as number);
  }
  for (; at < bytes.length; at++) crc = entry(0, crc ^ (bytes[at] as number)) ^ (crc >>> 8);
  return ~crc >>> 0;
}
