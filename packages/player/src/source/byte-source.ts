import type { Protocol } from "../candidates.ts";

/** An open stream of FLV bytes. */
export interface ByteStream {
  /**
   * The next bytes; `undefined` when the sender ended in order.
   * @throws PlayerError `ERR_PLAYER_TRUNCATED` when the connection broke.
   */
  readonly read: () => Promise<Uint8Array | undefined>;
  /** Lets go of the connection. Safe to call twice. */
  readonly close: () => void;
}

/** A place from which FLV bytes come, opened anew for every start and every resumption. */
export interface ByteSource {
  readonly protocol: Protocol;
  /**
   * Opens the stream at the last key frame not after `startMs`. A server that cannot start there sends the
   * whole file, and the reader drops what it does not want.
   *
   * @throws PlayerError with the reason, classified
   */
  readonly open: (startMs: number) => Promise<ByteStream>;
}

/** Adds the edge's `start`, in seconds, to an address. */
export function withStart(url: string, startMs: number): string {
  if (startMs <= 0) return url;
  return `${url}${url.includes("?") ? "&" : "?"}start=${startMs / 1000}`;
}
