/** Every code {@link ByteError} may carry. */
export type ByteErrorCode =
  /** A read or write went past the end of what there is, or of what is allowed. */
  | "ERR_BYTES_OUT_OF_RANGE"
  /** A 64-bit integer does not fit a double exactly. */
  | "ERR_BYTES_UNSAFE_INTEGER";

/** Thrown by {@link ByteReader} and {@link ByteWriter}; a decoder turns it into an error of its own format. */
export class ByteError extends Error {
  override readonly name = "ByteError";
  readonly code: ByteErrorCode;
  /** Offset, in bytes from the start of the buffer, at which the read or write began. */
  readonly byteOffset: number;

  constructor(code: ByteErrorCode, message: string, byteOffset: number) {
    super(message);
    this.code = code;
    this.byteOffset = byteOffset;
  }
}
