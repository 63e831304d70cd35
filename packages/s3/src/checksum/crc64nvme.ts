import { crc64Tables } from "./crc-tables.ts";

/** The polynomial of the NVM Express command set, reflected. Source: NVM Command Set Specification 1.0c, 5.2.1.3.4. */
export const CRC64NVME_POLYNOMIAL = 0x9a6c_9329_ac4b_c9b5n;

let tables: { readonly low: Int32Array; readonly high: Int32Array } | undefined;

/** A running CRC-64/NVME, in halves of 32 bits. */
export class Crc64Nvme {
  #low = -1;
  #high = -1;

  update(bytes: Uint8Array): void {
    tables ??= crc64Tables(CRC64NVME_POLYNOMIAL);
    const { low, high } = tables;
    let crcLow = this.#low;
    let crcHigh = this.#high;
    let at = 0;
    for (const end = bytes.length - 7; at < end; at += 8) {
      const a =
        crcLow ^
        ((bytes[at] as number) |
          ((bytes[at + 1] as number) << 8) |
          ((bytes[at + 2] as number) << 16) |
          ((bytes[at + 3] as number) << 24));
      const b =
        crcHigh ^
        ((bytes[at + 4] as number) |
          ((bytes[at + 5] as number) << 8) |
          ((bytes[at + 6] as number) << 16) |
          ((bytes[at + 7] as number) << 24));
      // Indices are masked to the eight tables of 256, so the reads cannot miss.
      const i7 = 1792 | (a & 0xff);
      const i6 = 1536 | ((a >>> 8) & 0xff);
      const i5 = 1280 | ((a >>> 16) & 0xff);
      const i4 = 1024 | (a >>> 24);
      const i3 = 768 | (b & 0xff);
      const i2 = 512 | ((b >>> 8) & 0xff);
      const i1 = 256 | ((b >>> 16) & 0xff);
      const i0 = b >>> 24;
      crcLow =
        (low[i7] as number) ^
        (low[i6] as number) ^
        (low[i5] as number) ^
        (low[i4] as number) ^
        (low[i3] as number) ^
        (low[i2] as number) ^
        (low[i1] as number) ^
        (low[i0] as number);
      crcHigh =
        (high[i7] as number) ^
        (high[i6] as number) ^
        (high[i5] as number) ^
        (high[i4] as number) ^
        (high[i3] as number) ^
        (high[i2] as number) ^
        (high[i1] as number) ^
        (high[i0] as number);
    }
    for (; at < bytes.length; at++) {
      const index = (crcLow ^ (bytes[at] as number)) & 0xff;
      crcLow = ((crcLow >>> 8) | (crcHigh << 24)) ^ (low[index] as number);
      crcHigh = (crcHigh >>> 8) ^ (high[index] as number);
    }
    this.#low = crcLow;
    this.#high = crcHigh;
  }

  digest(): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(~this.#high, 0);
    bytes.writeInt32BE(~this.#low, 4);
    return bytes;
  }
}
