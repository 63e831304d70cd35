import type { Amf0Value } from "@oxbow/media/amf";

/** Arguments of `play` as the server understands them. */
export interface PlayArguments {
  readonly startMs: number;
  readonly lengthMs: number;
  readonly reset: boolean;
}

/** Live, else recorded, else wait: what a call without a start means. */
const PLAY_ANY = -2000;
const PLAY_LIVE = -1000;

/**
 * Reads start, length and reset. Flash sends all times in milliseconds, so -2 arrives as -2000; GStreamer sends
 * a plain -2. What is no number, or not finite, counts as left out.
 *
 * Source: RTMP 1.0 §7.2.2.1.
 */
export function readPlayArguments(start: Amf0Value, length: Amf0Value, reset: Amf0Value): PlayArguments {
  return { startMs: readStart(start), lengthMs: readLength(length), reset: readReset(reset) };
}

function readStart(value: Amf0Value): number {
  const start = finiteOr(value, PLAY_ANY);
  if (start >= 0) return start;
  return start === -1 || start === PLAY_LIVE ? PLAY_LIVE : PLAY_ANY;
}

function readLength(value: Amf0Value): number {
  const length = finiteOr(value, -1);
  return length < 0 ? -1 : length;
}

/** 0 appends, 1 clears; 2 and 3 do the same and return all messages at once, which is what we do anyway. */
function readReset(value: Amf0Value): boolean {
  if (typeof value === "number") return value % 2 === 1;
  return value !== false;
}

export function finiteOr(value: Amf0Value, fallback: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : fallback;
}
