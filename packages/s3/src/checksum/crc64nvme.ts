import { type Crc64Update, compileCrc64 } from "./crc64-module.ts";

/** The polynomial of the NVM Express command set, reflected. Source: NVM Command Set Specification 1.0c, 5.2.1.3.4. */
export const CRC64NVME_POLYNOMIAL = 0x9a6c_9329_ac4b_c9b5n;

/** Compiled when somebody first needs it. */
let compiled: Crc64Update | undefined;

/** A running CRC-64/NVME. */
export class Crc64Nvme {
  #crc = -1n;

  update(bytes: Uint8Array): void {
    compiled ??= compileCrc64(CRC64NVME_POLYNOMIAL);
    this.#crc = compiled(this.#crc, bytes);
  }

  digest(): Buffer {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeBigInt64BE(~this.#crc);
    return bytes;
  }
}
