import type { EdgeClock } from "../clock.ts";
import type { ByteFault } from "../faults.ts";
import type { EdgeLimits } from "../limits.ts";
import type { Block } from "../vod/segment-cache.ts";
import type { TimerWheel } from "../vod/timer-wheel.ts";

export interface MediaGateOptions {
  readonly clock: EdgeClock;
  readonly wheel: TimerWheel;
  readonly limits: EdgeLimits;
  readonly fault: ByteFault | undefined;
  /** Hands bytes to the socket; false when they wait there. */
  readonly send: (pieces: readonly Uint8Array[]) => boolean;
  /** Sends what `send` has gathered; false as there. */
  readonly flush: () => boolean;
  /** Ends the connection at once. */
  readonly cut: (reason: "viewer-bytes" | "stall-timeout" | "fault") => void;
  readonly countBytes: (byteLength: number) => void;
}

/** What a viewer's media passes last: faults, the limit of bytes, the patience with a reader that takes nothing. */
export class MediaGate {
  readonly #options: MediaGateOptions;
  #sentBytes = 0;
  #cancelStall: (() => void) | undefined;

  constructor(options: MediaGateOptions) {
    this.#options = options;
  }

  /** Sends a block; false when the next one has to wait for `drained()`. */
  write({ bytes, pieces = [bytes] }: Block): boolean {
    const { fault, limits, send, cut, countBytes } = this.#options;
    const room = (fault?.atByte ?? Number.POSITIVE_INFINITY) - this.#sentBytes;
    const isStruck = room < bytes.length;
    const byteLength = isStruck ? Math.max(0, room) : bytes.length;
    this.#sentBytes += bytes.length;
    countBytes(byteLength);
    const hasRoom = byteLength === 0 || send(isStruck ? beginningOf(pieces, byteLength) : pieces);
    if (isStruck) {
      if (fault?.kind === "truncate") cut("fault");
      return false;
    }
    if (this.#sentBytes > limits.maxBytesPerViewer) {
      cut("viewer-bytes");
      return false;
    }
    if (!hasRoom) this.#watchStall();
    return hasRoom;
  }

  /** Sends what was gathered of the blocks so far; false when the next one has to wait for `drained()`. */
  flush(): boolean {
    const hasRoom = this.#options.flush();
    if (!hasRoom) this.#watchStall();
    return hasRoom;
  }

  /** The socket has taken everything. */
  drained(): void {
    this.#cancelStall?.();
    this.#cancelStall = undefined;
  }

  close(): void {
    this.drained();
  }

  #watchStall(): void {
    const { wheel, limits, cut, clock } = this.#options;
    this.#cancelStall ??= wheel.schedule(clock.nowMs() + limits.stallTimeoutMs, () => cut("stall-timeout"));
  }
}

function beginningOf(pieces: readonly Uint8Array[], byteLength: number): readonly Uint8Array[] {
  let left = byteLength;
  return pieces.flatMap((piece) => {
    const part = piece.subarray(0, left);
    left -= part.length;
    return part.length === 0 ? [] : [part];
  });
}
