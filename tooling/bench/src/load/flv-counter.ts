import { isConfiguration } from "./rtmp-viewer.ts";

const FILE_HEADER_BYTES = 13;
const TAG_HEADER_BYTES = 11;
const BACK_POINTER_BYTES = 4;
const AUDIO = 8;
const VIDEO = 9;

/** What is told of a tag; its body is counted, not kept. */
export interface CountedTag {
  readonly isVideo: boolean;
  readonly byteLength: number;
}

/** Walks over FLV tags and tells of each picture and sound (Video File Format 10.1 E.4.1), decoder configurations left out. */
export class FlvCounter {
  readonly #told: (tag: CountedTag) => void;
  /** The tag's header and the two bytes behind it, which tell configurations. */
  readonly #header = new Uint8Array(TAG_HEADER_BYTES + 2);
  #headerLength = 0;
  #skipped = FILE_HEADER_BYTES;

  constructor(told: (tag: CountedTag) => void) {
    this.#told = told;
  }

  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      const skipped = Math.min(this.#skipped, bytes.length - at);
      this.#skipped -= skipped;
      at += skipped;
      if (this.#skipped > 0 || at >= bytes.length) return;
      this.#header[this.#headerLength++] = bytes[at++] ?? 0;
      if (this.#headerLength === this.#header.length) this.#finishHeader();
    }
  }

  #finishHeader(): void {
    this.#headerLength = 0;
    const view = new DataView(this.#header.buffer);
    const typeId = view.getUint8(0) & 0x1f;
    const byteLength = view.getUint32(0) & 0xffffff;
    if (typeId !== AUDIO && typeId !== VIDEO && typeId !== 18)
      throw new Error(`no FLV tag is of type ${typeId}`);
    this.#skipped = byteLength - 2 + BACK_POINTER_BYTES;
    const isMedia = typeId === AUDIO || typeId === VIDEO;
    if (isMedia && !isConfiguration(typeId, byteLength, view.getUint16(TAG_HEADER_BYTES))) {
      this.#told({ isVideo: typeId === VIDEO, byteLength });
    }
  }
}
