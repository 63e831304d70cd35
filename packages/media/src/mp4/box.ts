/**
 * ISO BMFF boxes.
 *
 *  size 32 │ type 32 │ (size 64 when size is 1) │ contents            size 0: to the end of what contains it
 *
 * Source: ISO/IEC 14496-12 §4.2.
 */
import { ByteReader } from "../bytes/byte-reader.ts";
import { MediaError } from "../media-error.ts";

export interface BoxHeader {
  readonly type: string;
  readonly headerLength: number;
  /** Header and contents; `undefined` for "to the end". */
  readonly byteLength: number | undefined;
}

/** The longest box header there is. */
export const BOX_HEADER_MAX_BYTES = 16;
const BOX_HEADER_BYTES = 8;

/** @throws MediaError, or ByteError when `bytes` are too few. */
export function decodeBoxHeader(bytes: Uint8Array): BoxHeader {
  const reader = new ByteReader(bytes);
  const size = reader.readUint32();
  const type = reader.readFourCc();
  const byteLength = size === 0 ? undefined : size === 1 ? reader.readUint64() : size;
  if (byteLength !== undefined && byteLength < reader.offset) {
    throw new MediaError("ERR_MEDIA_STRUCTURE", `MP4: box "${type}" of ${byteLength} bytes`);
  }
  return { type, headerLength: reader.offset, byteLength };
}

/** The contents of boxes that lie one after another, by type. */
export class BoxList {
  readonly #boxes = new Map<string, Uint8Array[]>();

  /** @throws MediaError when a box claims more than there is. */
  constructor(bytes: Uint8Array) {
    let offset = 0;
    // A QuickTime atom list may end with a lone 32-bit zero.
    while (bytes.length - offset >= BOX_HEADER_BYTES) {
      const rest = bytes.subarray(offset);
      const { type, headerLength, byteLength = rest.length } = decodeBoxHeader(rest);
      if (byteLength > rest.length) {
        throw new MediaError(
          "ERR_MEDIA_STRUCTURE",
          `MP4: box "${type}" of ${byteLength} bytes in ${rest.length}`,
        );
      }
      const contents = rest.subarray(headerLength, byteLength);
      const sameType = this.#boxes.get(type);
      if (sameType === undefined) this.#boxes.set(type, [contents]);
      else sameType.push(contents);
      offset += byteLength;
    }
  }

  all(type: string): readonly Uint8Array[] {
    return this.#boxes.get(type) ?? [];
  }

  find(type: string): Uint8Array | undefined {
    return this.#boxes.get(type)?.[0];
  }

  /** @throws MediaError when there is none. */
  get(type: string): Uint8Array {
    const contents = this.find(type);
    if (contents === undefined) throw new MediaError("ERR_MEDIA_STRUCTURE", `MP4: no "${type}" box`);
    return contents;
  }

  /** The boxes inside a box of that type. */
  within(type: string): BoxList {
    return new BoxList(this.get(type));
  }
}

/** A cursor behind the version and flags that open a "full" box (§4.2). */
export function openFullBox(contents: Uint8Array): {
  readonly version: number;
  readonly flags: number;
  readonly reader: ByteReader;
} {
  const reader = new ByteReader(contents);
  return { version: reader.readUint8(), flags: reader.readUint24(), reader };
}
