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

/** The same for a reflected 64-bit CRC, its halves apart: JavaScript's bit operators have 32 bits. */
export function crc64Tables(polynomial: bigint): { readonly low: Int32Array; readonly high: Int32Array } {
  const tables = new BigUint64Array(SLICES * TABLE_ENTRIES);
  for (let byte = 0; byte < TABLE_ENTRIES; byte++) {
    let crc = BigInt(byte);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
    tables[byte] = crc;
  }
  for (let index = TABLE_ENTRIES; index < tables.length; index++) {
    const previous = tables[index - TABLE_ENTRIES] ?? 0n;
    tables[index] = (previous >> 8n) ^ (tables[Number(previous & 0xffn)] ?? 0n);
  }
  const low = new Int32Array(tables.length);
  const high = new Int32Array(tables.length);
  for (const [index, entry] of tables.entries()) {
    low[index] = Number(BigInt.asIntN(32, entry));
    high[index] = Number(BigInt.asIntN(32, entry >> 32n));
  }
  return { low, high };
}
