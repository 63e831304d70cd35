/** Bytes that one step takes: a table for each of their places. */
const SLICES = 8;
const TABLE_ENTRIES = 256;

/**
 * Tables of a reflected 32-bit CRC for eight bytes a step; table `n` is at `n * 256`.
 *
 * Source: Kounavis and Berry, "A systematic approach to building high performance software-based CRC generators".
 */
export function crc32Tables(polynomial: number): Int32Array {
  const tables = new Int32Array(SLICES * TABLE_ENTRIES);
  for (let byte = 0; byte < TABLE_ENTRIES; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    tables[byte] = crc;
  }
  for (let index = TABLE_ENTRIES; index < tables.length; index++) {
    const previous = tables[index - TABLE_ENTRIES] ?? 0;
    tables[index] = (previous >>> 8) ^ (tables[previous & 0xff] ?? 0);
  }
  return tables;
}
