/** A message as chunks carry it, before its type is looked at (RTMP 1.0 §6.1.1). */
export interface RawMessage {
  readonly typeId: number;
  /** Message stream: 0 for the connection, else a NetStream. */
  readonly msid: number;
  /** 32 bits; wraps after 49.7 days. */
  readonly timestampMs: number;
  /** A buffer of its own when it was read, whatever the writer gave when it is to be written. */
  readonly body: Uint8Array;
}

/** Largest value of the 3-byte timestamp field, which says that a 4-byte one follows (RTMP 1.0 §5.3.1.3). */
export const EXTENDED_TIMESTAMP = 0xffffff;

/** Both sides begin with it (RTMP 1.0 §5.4.1). */
export const INITIAL_CHUNK_SIZE = 128;

/** A message cannot be longer: its length has 24 bits. */
export const MAX_MESSAGE_BYTES = 0xffffff;
