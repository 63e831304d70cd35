/**
 * Cuts an FLV body into whole tags as its bytes arrive.
 *
 *  header   "FLV" 01 flags(audio 4, video 1) offset:u32      then PreviousTagSize0:u32
 *  tag      type:u8 size:u24 timestamp:u24 timestampExtended:u8 streamId:u24 body PreviousTagSize:u32
 *
 * Source: Adobe Flash Video File Format 10.1, annex E.2 to E.4.
 */

/** One FLV tag. */
export interface FlvTag {
  /** 8 audio, 9 video, 18 data; others are passed over. */
  readonly kind: number;
  readonly timestampMs: number;
  /** The whole tag with its header and back pointer, ready to be passed on. */
  readonly bytes: Uint8Array;
  /** What lies between header and back pointer. A view of `bytes`. */
  readonly body: Uint8Array;
}

const TAG_HEADER_BYTES = 11;
const BACK_POINTER_BYTES = 4;

export class FlvTagReader {
  #held: Uint8Array = new Uint8Array(0);
  #isPastHeader = false;
  /** What the file header says is inside; `undefined` until it was read. Files are known to lie. */
  flags: { readonly hasAudio: boolean; readonly hasVideo: boolean } | undefined;

  /** Takes bytes and gives the tags they complete, in order. */
  receive(bytes: Uint8Array): readonly FlvTag[] {
    const all = this.#held.length === 0 ? bytes : concatenate(this.#held, bytes);
    const view = new DataView(all.buffer, all.byteOffset, all.byteLength);
    let at = 0;
    if (!this.#isPastHeader) {
      at = all.length < 9 ? 9 : view.getUint32(5) + BACK_POINTER_BYTES;
      if (all.length < at) {
        this.#held = all;
        return [];
      }
      const flags = view.getUint8(4);
      this.flags = { hasAudio: (flags & 4) !== 0, hasVideo: (flags & 1) !== 0 };
      this.#isPastHeader = true;
    }
    const tags: FlvTag[] = [];
    while (all.length - at >= TAG_HEADER_BYTES) {
      const size = view.getUint32(at) & 0xff_ff_ff;
      const end = at + TAG_HEADER_BYTES + size + BACK_POINTER_BYTES;
      if (end > all.length) break;
      const low = view.getUint32(at + 4);
      tags.push({
        kind: view.getUint8(at) & 0x1f,
        // Three bytes of the timestamp, then the fourth and highest.
        timestampMs: ((low & 0xff) << 24) | (low >>> 8),
        bytes: all.subarray(at, end),
        body: all.subarray(at + TAG_HEADER_BYTES, end - BACK_POINTER_BYTES),
      });
      at = end;
    }
    this.#held = all.subarray(at);
    return tags;
  }
}

/** Builds a tag around `body`. */
export function encodeTag(kind: number, timestampMs: number, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(TAG_HEADER_BYTES + body.length + BACK_POINTER_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, (kind << 24) | body.length);
  view.setUint32(4, ((timestampMs & 0xff_ff_ff) << 8) | (timestampMs >>> 24));
  bytes.set(body, TAG_HEADER_BYTES);
  view.setUint32(bytes.length - BACK_POINTER_BYTES, TAG_HEADER_BYTES + body.length);
  return bytes;
}

/** The header of a file and its first back pointer. */
export function encodeFileHeader(hasAudio: boolean, hasVideo: boolean): Uint8Array {
  return Uint8Array.of(0x46, 0x4c, 0x56, 1, (hasAudio ? 4 : 0) | (hasVideo ? 1 : 0), 0, 0, 0, 9, 0, 0, 0, 0);
}

/** Joins pieces into one array of its own. */
export function concatenate(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
