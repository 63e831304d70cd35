/**
 * The elementary stream descriptor of an `esds` box.
 *
 * Source: ISO/IEC 14496-1 §7.2.6; object types: https://mp4ra.org/registered-types/object-types
 */
import { ByteReader } from "../bytes/byte-reader.ts";

const ES_DESCRIPTOR = 3;
const DECODER_CONFIG_DESCRIPTOR = 4;
const DECODER_SPECIFIC_INFO = 5;
/** A descriptor's length comes in groups of seven bits; four are the most there may be. */
const MAX_LENGTH_BYTES = 4;

export interface DecoderConfig {
  readonly objectType: number;
  /** AudioSpecificConfig for AAC. */
  readonly specificInfo: Uint8Array | undefined;
}

/** @param contents of an `esds` box, version and flags included; `undefined` where it has no decoder configuration. */
export function decodeEsds(contents: Uint8Array): DecoderConfig | undefined {
  const reader = new ByteReader(contents);
  reader.skip(4);
  const stream = findDescriptor(reader, ES_DESCRIPTOR);
  if (stream === undefined) return undefined;
  stream.skip(2);
  const flags = stream.readUint8();
  if ((flags & 0x80) !== 0) stream.skip(2);
  if ((flags & 0x40) !== 0) stream.skip(stream.readUint8());
  if ((flags & 0x20) !== 0) stream.skip(2);
  const config = findDescriptor(stream, DECODER_CONFIG_DESCRIPTOR);
  if (config === undefined) return undefined;
  const objectType = config.readUint8();
  config.skip(12);
  return { objectType, specificInfo: findDescriptor(config, DECODER_SPECIFIC_INFO)?.bytes };
}

function findDescriptor(reader: ByteReader, tag: number): ByteReader | undefined {
  while (reader.remaining > 0) {
    const found = reader.readUint8();
    let length = 0;
    for (let index = 0; index < MAX_LENGTH_BYTES; index++) {
      const byte = reader.readUint8();
      length = length * 0x80 + (byte & 0x7f);
      if (byte < 0x80) break;
    }
    // Lengths are often written too large by careless muxers; what is there is what counts.
    const bytes = reader.readBytes(Math.min(length, reader.remaining));
    if (found === tag) return new ByteReader(bytes);
  }
  return undefined;
}
