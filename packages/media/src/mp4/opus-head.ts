import { ByteReader } from "../bytes/byte-reader.ts";

/**
 * The identification header of RFC 7845 §5.1, which enhanced audio carries, from the `dOps` box, which says the same
 * big-endian and without its name (Opus in ISOBMFF §4.3.2).
 */
export function toOpusHead(dOps: Uint8Array): Uint8Array {
  const reader = new ByteReader(dOps);
  reader.skip(1);
  const channels = reader.readUint8();
  const preSkip = reader.readUint16();
  const inputSamplesPerSecond = reader.readUint32();
  const outputGain = reader.readUint16();
  const rest = reader.readBytes(reader.remaining);

  const head = new Uint8Array(18 + rest.length);
  const view = new DataView(head.buffer);
  head.set([0x4f, 0x70, 0x75, 0x73, 0x48, 0x65, 0x61, 0x64, 1, channels]);
  view.setUint16(10, preSkip, true);
  view.setUint32(12, inputSamplesPerSecond, true);
  view.setUint16(16, outputGain, true);
  head.set(rest, 18);
  return head;
}
