import { MAX_MESSAGE_BYTES } from "./raw-message.ts";

/** What a peer may make a chunk reader remember. */
export interface ChunkLimits {
  /** Longest message that is assembled, in bytes. */
  readonly maxMessageBytes: number;
  /** Chunk streams seen in all; clients use fewer than ten. */
  readonly maxChunkStreams: number;
  /** Memory of all unfinished messages together, in bytes. */
  readonly maxPartialBytes: number;
}

/** For a server that takes commands, not media. */
export const SERVER_CHUNK_LIMITS: ChunkLimits = Object.freeze({
  maxMessageBytes: 256 * 1024,
  maxChunkStreams: 64,
  maxPartialBytes: 1024 * 1024,
});

/** For a client that takes whatever the server's file holds. */
export const CLIENT_CHUNK_LIMITS: ChunkLimits = Object.freeze({
  maxMessageBytes: MAX_MESSAGE_BYTES,
  maxChunkStreams: 1024,
  maxPartialBytes: 4 * MAX_MESSAGE_BYTES,
});
