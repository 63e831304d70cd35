/** Every code an {@link RtmpProtocolError} may carry. */
export type RtmpErrorCode =
  /** C0 or S0 asked for a version that is neither plain RTMP (3) nor an encryption that is offered (6). */
  | "ERR_RTMP_VERSION"
  /** An encrypted handshake without a valid digest, or a public key that gives the secret away (0, 1, p - 1). */
  | "ERR_RTMP_HANDSHAKE"
  /** A chunk used a compressed header on a chunk stream that has no previous chunk. */
  | "ERR_RTMP_NO_PREVIOUS_CHUNK"
  /** A message header came in the middle of another message of the same chunk stream. */
  | "ERR_RTMP_INTERRUPTED_MESSAGE"
  /** Set Chunk Size of 0, or with the top bit set. */
  | "ERR_RTMP_CHUNK_SIZE"
  /** A message is longer than the limit. */
  | "ERR_RTMP_MESSAGE_SIZE"
  /** More chunk streams than the limit. */
  | "ERR_RTMP_CHUNK_STREAMS"
  /** Unfinished messages hold more bytes in all than the limit. */
  | "ERR_RTMP_PARTIAL_BYTES"
  /** A protocol control or user control message is shorter than its fields. */
  | "ERR_RTMP_CONTROL_MESSAGE"
  /** A command or data message is not valid AMF. */
  | "ERR_RTMP_AMF"
  /** A command lacks its name or an argument, or an argument has the wrong type. */
  | "ERR_RTMP_COMMAND"
  /** A command came before it may: anything before `connect`, or a second `connect`. */
  | "ERR_RTMP_COMMAND_ORDER"
  /** More message streams than the limit. */
  | "ERR_RTMP_MESSAGE_STREAMS"
  /** More commands or control messages in a second than the limit. */
  | "ERR_RTMP_COMMAND_RATE"
  /** An aggregate message whose inner tags do not fit its length. */
  | "ERR_RTMP_AGGREGATE"
  /** A tunnel answered or was asked out of order. */
  | "ERR_RTMP_TUNNEL";

/** Thrown or reported when received bytes cannot be valid RTMP: the peer's fault, the connection must be closed. */
export class RtmpProtocolError extends Error {
  override readonly name = "RtmpProtocolError";
  readonly code: RtmpErrorCode;
  /** Offset, in bytes since the handshake ended (in the handshake: since the connection opened), of the first byte after the offending field. */
  readonly streamOffset: number;

  constructor(code: RtmpErrorCode, message: string, streamOffset: number) {
    super(message);
    this.code = code;
    this.streamOffset = streamOffset;
  }
}
