import { MediaError } from "./media-error.ts";
import type { Pull } from "./pull.ts";

const EMPTY = new Uint8Array(0);

/**
 * The part of a file that was read last. Readers ask for small pieces; what is not there is read
 * in windows, so that a walk over tags or frames costs one range per window and not one per tag.
 */
export class PullWindow {
  readonly fileLength: number;
  readonly #windowBytes: number;
  #start = 0;
  #bytes: Uint8Array = EMPTY;

  /** @param windowBytes the least that one range asks for, the end of the file aside. */
  constructor(fileLength: number, windowBytes: number) {
    this.fileLength = fileLength;
    this.#windowBytes = windowBytes;
  }

  /** The bytes from `start`, if all `byteLength` of them were read already. */
  peek(start: number, byteLength: number): Uint8Array | undefined {
    const at = start - this.#start;
    if (at < 0 || at + byteLength > this.#bytes.length) return undefined;
    return this.#bytes.subarray(at, at + byteLength);
  }

  /**
   * The bytes from `start`, read if need be. The caller has made sure that the file is that long.
   *
   * @throws MediaError when the file ends before it should: it is shorter than was said.
   */
  *read(start: number, byteLength: number): Pull<Uint8Array> {
    const there = this.peek(start, byteLength);
    if (there !== undefined) return there;
    const end = Math.min(this.fileLength, start + Math.max(byteLength, this.#windowBytes));
    const bytes = yield { start, end };
    if (bytes.length < Math.min(byteLength, end - start) || start + byteLength > this.fileLength) {
      const message = `${byteLength} bytes at ${start} are not there: the file ends at ${start + bytes.length}`;
      throw new MediaError("ERR_MEDIA_STRUCTURE", message);
    }
    this.#start = start;
    this.#bytes = bytes;
    return bytes.subarray(0, byteLength);
  }
}
