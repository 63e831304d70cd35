import { type ChunkLimits, SERVER_CHUNK_LIMITS } from "../chunk/chunk-limits.ts";
import { MAX_MESSAGE_BYTES } from "../chunk/raw-message.ts";
import type { HandshakeCrypto } from "../handshake/handshake-crypto.ts";
import { COMMAND_AMF_LIMITS } from "../message/amf-values.ts";

/** What a client may make a server session do. */
export interface ServerLimits extends ChunkLimits {
  /** How deep the values of a command may nest. */
  readonly maxAmfDepth: number;
  /** How many values a command may hold. */
  readonly maxAmfValues: number;
  /** NetStreams at the same time. */
  readonly maxMessageStreams: number;
  /** Commands and user control messages a second, on average. */
  readonly maxCommandsPerSecond: number;
  /** Commands kept while `connect` is being decided. */
  readonly maxDeferredCommands: number;
  /** Requests that the application has not decided yet. */
  readonly maxPendingRequests: number;
}

export const SERVER_LIMITS: ServerLimits = Object.freeze({
  ...SERVER_CHUNK_LIMITS,
  maxAmfDepth: COMMAND_AMF_LIMITS.maxDepth,
  maxAmfValues: COMMAND_AMF_LIMITS.maxValues,
  maxMessageStreams: 16,
  maxCommandsPerSecond: 100,
  maxDeferredCommands: 16,
  maxPendingRequests: 64,
});

export interface ServerSessionOptions {
  /** Without `hmacSha256` only the simple handshake is spoken, without `diffieHellman` no RTMPE. */
  readonly crypto: HandshakeCrypto;
  /** Milliseconds of a clock that never goes back; used for rates alone. */
  readonly nowMs: () => number;
  /** Whatever is left out is as in `SERVER_LIMITS`. */
  readonly limits?: Partial<ServerLimits>;
  /** Size of the chunks sent, in bytes, announced at the first `play`. Segments must be encoded with it. Default 4096. */
  readonly chunkSize?: number;
  /** Announced with Window Acknowledgement Size and Set Peer Bandwidth, in bytes. Default 2,500,000. */
  readonly windowBytes?: number;
  /** Send `onBWDone` after `connect`, as FMS does; it costs clients a round trip of `_checkbw`. Default false. */
  readonly announcesBandwidthCheck?: boolean;
}

/** FMS 3.5 on a fast link. */
export const DEFAULT_WINDOW_BYTES = 2_500_000;
export const DEFAULT_CHUNK_SIZE = 4096;

/**
 * What a host may have got wrong.
 *
 * @throws RangeError
 */
export function checkServerOptions({ chunkSize, windowBytes, limits = {} }: ServerSessionOptions): void {
  if (chunkSize !== undefined && !isCount(chunkSize, MAX_MESSAGE_BYTES)) {
    throw new RangeError(`chunkSize must be from 1 to ${MAX_MESSAGE_BYTES}, not ${chunkSize}`);
  }
  if (windowBytes !== undefined && !isCount(windowBytes, 0xffffffff)) {
    throw new RangeError(`windowBytes must be from 1 to 2^32 - 1, not ${windowBytes}`);
  }
  for (const [name, limit] of Object.entries(limits)) {
    if (!isCount(limit, Number.MAX_SAFE_INTEGER))
      throw new RangeError(`${name} must be a positive integer, not ${limit}`);
  }
}

function isCount(value: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= 1 && value <= max;
}
