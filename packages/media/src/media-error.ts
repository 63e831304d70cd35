import { AmfError } from "./amf/amf-error.ts";
import { ByteError } from "./bytes/byte-error.ts";
import type { Pull } from "./pull.ts";

/** Every code {@link MediaError} may carry. */
export type MediaErrorCode =
  /** The bytes are not the container they claim to be, or damaged past use: NetStream.Play.FileStructureInvalid. */
  | "ERR_MEDIA_STRUCTURE"
  /** A sound container without a track that FLV can carry: NetStream.Play.NoSupportedTrackFound. */
  | "ERR_MEDIA_NO_SUPPORTED_TRACK";

/** Thrown by readers of media for what the bytes cannot be. */
export class MediaError extends Error {
  override readonly name = "MediaError";
  readonly code: MediaErrorCode;

  constructor(code: MediaErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Runs a reader and turns what its cursors throw into a {@link MediaError}: a bad length is bad structure. */
export function* asMediaErrors<Result>(what: string, reader: Pull<Result>): Pull<Result> {
  try {
    return yield* reader;
  } catch (error) {
    if (error instanceof ByteError || error instanceof AmfError) {
      throw new MediaError("ERR_MEDIA_STRUCTURE", `${what}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}
