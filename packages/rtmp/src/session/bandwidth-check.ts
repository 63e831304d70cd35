import type { ServerReplies } from "./server-replies.ts";

/**
 * How fast the client's line is, as FMS's applications found out: a call without a payload for the latency, one with
 * a payload for the rate, then the figures.
 *
 *  `checkBandwidth`   onBWCheck …, onBWDone(kbitDown, deltaDown, deltaTime, latency)      what players' scripts call
 *  `_checkbw`         _onbwcheck …, _onbwdone(the same)                                  what librtmp and ffmpeg call
 *
 * Source: traces of FMS (payloads of 16 to 82 KB); [U] in the units of deltaDown (kilobits) and deltaTime (seconds).
 */
export type BandwidthCheckKind = "checkBandwidth" | "_checkbw";

const METHODS = {
  checkBandwidth: { check: "onBWCheck", done: "onBWDone" },
  _checkbw: { check: "_onbwcheck", done: "_onbwdone" },
} as const;

const PAYLOAD_BYTES = 16 * 1024;

interface RunningCheck {
  readonly kind: BandwidthCheckKind;
  readonly callId: number;
  readonly sentMs: number;
  /** Known once the first call was answered. */
  readonly latencyMs: number | undefined;
}

/** One check at a time: who calls again meanwhile gets the figures of the one that runs. */
export class BandwidthCheck {
  readonly #replies: ServerReplies;
  readonly #nowMs: () => number;
  #running: RunningCheck | undefined;
  #lastCallId = 0;

  constructor(replies: ServerReplies, nowMs: () => number) {
    this.#replies = replies;
    this.#nowMs = nowMs;
  }

  start(kind: BandwidthCheckKind): void {
    if (this.#running === undefined) this.#call(kind, undefined);
  }

  /** Takes the client's answer to one of our calls; others are ignored. */
  receiveResult(transactionId: number): void {
    const running = this.#running;
    if (running === undefined || transactionId !== running.callId) return;
    const elapsedMs = this.#nowMs() - running.sentMs;
    if (running.latencyMs === undefined) {
      this.#call(running.kind, elapsedMs);
      return;
    }
    this.#running = undefined;
    const deltaMs = Math.max(1, elapsedMs - running.latencyMs);
    const kilobits = (PAYLOAD_BYTES * 8) / 1000;
    const kbitDown = Math.round((kilobits * 1000) / deltaMs);
    const values = [null, kbitDown, Math.round(kilobits), deltaMs / 1000, Math.round(running.latencyMs)];
    this.#replies.command(0, METHODS[running.kind].done, 0, values);
  }

  #call(kind: BandwidthCheckKind, latencyMs: number | undefined): void {
    this.#lastCallId += 1;
    this.#running = { kind, callId: this.#lastCallId, sentMs: this.#nowMs(), latencyMs };
    const payload = latencyMs === undefined ? "" : "x".repeat(PAYLOAD_BYTES);
    this.#replies.command(0, METHODS[kind].check, this.#lastCallId, [null, payload]);
  }
}
