/** Every code {@link AmfError} may carry. */
export type AmfErrorCode =
  /** The bytes end inside a value. */
  | "ERR_AMF_TRUNCATED"
  /** A type marker that is reserved or not defined, or the switch to AMF3 where none is spoken. */
  | "ERR_AMF_MARKER"
  /** A reference to an object, a string or traits that have not been seen. */
  | "ERR_AMF_REFERENCE"
  /** An externalizable class whose encoding only its own code knows. */
  | "ERR_AMF_EXTERNALIZABLE"
  /** Deeper, longer or more numerous than {@link AmfLimits} allow. */
  | "ERR_AMF_LIMIT";

/** Thrown when bytes cannot be AMF, or a value cannot become AMF. */
export class AmfError extends Error {
  override readonly name = "AmfError";
  readonly code: AmfErrorCode;

  constructor(code: AmfErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
