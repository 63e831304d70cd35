import { ByteError } from "./byte-error.ts";

const UTF8 = new TextEncoder();
const FIRST_CAPACITY_BYTES = 256;
const SHORT_TEXT = 64;
const TWO_POW_32 = 2 ** 32;

/** A growing buffer with a cursor at its end, big-endian. Integers are taken modulo their width. */
export class ByteWriter {
  readonly #maxByteLength: number;
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #length = 0;

  /** @param maxByteLength past which a write throws {@link ByteError}; unlimited when left out. */
  constructor(maxByteLength: number = Number.POSITIVE_INFINITY) {
    this.#maxByteLength = maxByteLength;
    this.#bytes = new Uint8Array(FIRST_CAPACITY_BYTES);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get byteLength(): number {
    return this.#length;
  }

  writeUint8(value: number): void {
    const at = this.#grow(1);
    this.#view.setUint8(at, value);
  }

  writeUint16(value: number): void {
    const at = this.#grow(2);
    this.#view.setUint16(at, value);
  }

  writeUint24(value: number): void {
    const at = this.#grow(3);
    this.#view.setUint16(at, value >>> 8);
    this.#view.setUint8(at + 2, value);
  }

  writeUint32(value: number): void {
    const at = this.#grow(4);
    this.#view.setUint32(at, value);
  }

  /** Little-endian: RTMP's message stream id (RTMP 1.0 §5.3.1.2.1). */
  writeUint32LittleEndian(value: number): void {
    const at = this.#grow(4);
    this.#view.setUint32(at, value, true);
  }

  /** `value` is a safe integer, not negative. */
  writeUint64(value: number): void {
    const at = this.#grow(8);
    this.#view.setUint32(at, Math.floor(value / TWO_POW_32));
    this.#view.setUint32(at + 4, value % TWO_POW_32);
  }

  writeFloat64(value: number): void {
    const at = this.#grow(8);
    this.#view.setFloat64(at, value);
  }

  writeBytes(bytes: Uint8Array): void {
    const at = this.#grow(bytes.length);
    this.#bytes.set(bytes, at);
  }

  /** Characters up to U+00FF, one byte each. */
  writeLatin1(text: string): void {
    const at = this.#grow(text.length);
    for (let index = 0; index < text.length; index++) {
      this.#bytes[at + index] = text.charCodeAt(index);
    }
  }

  /**
   * UTF-8 with the number of its bytes in 16 bits before it, as AMF has its names.
   *
   * @returns false, with nothing written, when the text takes more than 65,535 bytes
   */
  writeCountedUtf8(text: string): boolean {
    // Nearly all that is written so is short and ASCII: an encoder of the platform takes longer to begin than to end.
    if (text.length <= SHORT_TEXT && isAscii(text)) {
      this.writeUint16(text.length);
      this.writeLatin1(text);
      return true;
    }
    const bytes = UTF8.encode(text);
    if (bytes.length > 0xffff) return false;
    this.writeUint16(bytes.length);
    this.writeBytes(bytes);
    return true;
  }

  writeUtf8(text: string): void {
    this.writeBytes(UTF8.encode(text));
  }

  /** Overwrites four bytes already written: a size that was unknown before its contents. */
  patchUint32(byteOffset: number, value: number): void {
    if (byteOffset + 4 > this.#length) throw this.#outOfRange(byteOffset, 4);
    this.#view.setUint32(byteOffset, value);
  }

  /** What was written so far: a view, valid until the next write. */
  view(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  /** What was written so far, as a buffer of its own. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #grow(byteLength: number): number {
    const at = this.#length;
    const needed = at + byteLength;
    if (needed > this.#maxByteLength) throw this.#outOfRange(at, byteLength);
    if (needed > this.#bytes.length) {
      const bytes = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      bytes.set(this.#bytes);
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer);
    }
    this.#length = needed;
    return at;
  }

  #outOfRange(at: number, byteLength: number): ByteError {
    const message = `${byteLength} bytes at ${at} exceed the limit of ${this.#maxByteLength}`;
    return new ByteError("ERR_BYTES_OUT_OF_RANGE", message, at);
  }
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}
