import { ByteError } from "./byte-error.ts";

const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });
const TWO_POW_32 = 2 ** 32;

/**
 * A cursor over bytes, big-endian as everything in FLV, ISO BMFF, AMF and RTMP (but one field of RTMP).
 * Every read is checked: past the end it throws {@link ByteError} and leaves the cursor where it was.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes from the start of the buffer to the next one to be read. */
  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.bytes.length - this.#offset;
  }

  /** Moves the cursor to `offset`, which may be the end. */
  seek(offset: number): void {
    if (!(offset >= 0 && offset <= this.bytes.length)) throw outOfRange(offset, 0, this.bytes.length);
    this.#offset = offset;
  }

  skip(byteLength: number): void {
    this.#advance(byteLength);
  }

  readUint8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  readUint16(): number {
    return this.#view.getUint16(this.#advance(2));
  }

  readInt16(): number {
    return this.#view.getInt16(this.#advance(2));
  }

  readUint24(): number {
    const at = this.#advance(3);
    return this.#view.getUint16(at) * 0x100 + this.#view.getUint8(at + 2);
  }

  readInt24(): number {
    return (this.readUint24() << 8) >> 8;
  }

  readUint32(): number {
    return this.#view.getUint32(this.#advance(4));
  }

  readInt32(): number {
    return this.#view.getInt32(this.#advance(4));
  }

  /** Little-endian: RTMP's message stream id (RTMP 1.0 §5.3.1.2.1). */
  readUint32LittleEndian(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  /** @throws ByteError `ERR_BYTES_UNSAFE_INTEGER` above 2^53 - 1. */
  readUint64(): number {
    const at = this.#advance(8);
    return this.#safe(this.#view.getUint32(at) * TWO_POW_32 + this.#view.getUint32(at + 4), at);
  }

  /** @throws ByteError `ERR_BYTES_UNSAFE_INTEGER` beyond ±(2^53 - 1). */
  readInt64(): number {
    const at = this.#advance(8);
    return this.#safe(this.#view.getInt32(at) * TWO_POW_32 + this.#view.getUint32(at + 4), at);
  }

  readFloat64(): number {
    return this.#view.getFloat64(this.#advance(8));
  }

  /** A view of the next `byteLength` bytes: shared with the buffer, not a copy. */
  readBytes(byteLength: number): Uint8Array {
    const at = this.#advance(byteLength);
    return this.bytes.subarray(at, at + byteLength);
  }

  /** Invalid sequences become U+FFFD; a byte order mark stays. */
  readUtf8(byteLength: number): string {
    return UTF8.decode(this.readBytes(byteLength));
  }

  /** Four characters as ISO BMFF and enhanced RTMP name things; bytes above 0x7F as Latin-1. */
  readFourCc(): string {
    const at = this.#advance(4);
    const view = this.#view;
    return String.fromCharCode(
      view.getUint8(at),
      view.getUint8(at + 1),
      view.getUint8(at + 2),
      view.getUint8(at + 3),
    );
  }

  #advance(byteLength: number): number {
    const at = this.#offset;
    if (!(byteLength >= 0 && byteLength <= this.bytes.length - at)) {
      throw outOfRange(at, byteLength, this.bytes.length);
    }
    this.#offset = at + byteLength;
    return at;
  }

  #safe(value: number, at: number): number {
    if (Number.isSafeInteger(value)) return value;
    this.#offset = at;
    throw new ByteError("ERR_BYTES_UNSAFE_INTEGER", `the 64-bit integer at ${at} exceeds 2^53 - 1`, at);
  }
}

function outOfRange(at: number, byteLength: number, end: number): ByteError {
  return new ByteError("ERR_BYTES_OUT_OF_RANGE", `${byteLength} bytes at ${at} of ${end} do not exist`, at);
}
