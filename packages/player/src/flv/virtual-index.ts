/**
 * A key frame index whose file positions are not positions of any file.
 *
 * flv.js and mpegts.js seek by byte range, at positions which they read from `onMetaData.keyframes`. A paced edge
 * and an RTMP connection start at a time instead. So the engine is given an index of our own: entry `i` stands at
 * `(i + 1) * 2^32`, and a request from there is turned back into a time. Positions inside a slot go on counting
 * the bytes that were given out, 4 GiB for each slot; doubles hold two million slots exactly.
 */
export interface VirtualIndex {
  /** As `onMetaData.keyframes` has it: seconds, and virtual positions. Entry 0 is the one engines skip. */
  readonly times: readonly number[];
  readonly filepositions: readonly number[];
  /** The time a virtual position stands for, when it is the beginning of a slot. */
  readonly startMsAt: (position: number) => number | undefined;
}

const SLOT_BYTES = 2 ** 32;

/** Milliseconds between entries where the stream brings no times of its own. */
const EVERY_MS = 1000;

/**
 * @param durationMs 0 when unknown: then there is nothing to seek in
 * @param keyTimesMs times of key frames from the file's own index; empty for none
 */
export function createVirtualIndex(durationMs: number, keyTimesMs: readonly number[]): VirtualIndex {
  const times = keyTimesMs.length > 1 ? [...keyTimesMs].sort((a, b) => a - b) : everySecond(durationMs);
  return {
    times: [0, ...times.map((ms) => ms / 1000)],
    filepositions: [0, ...times.map((_, slot) => (slot + 1) * SLOT_BYTES)],
    startMsAt(position) {
      return position % SLOT_BYTES === 0 ? times[position / SLOT_BYTES - 1] : undefined;
    },
  };
}

function everySecond(durationMs: number): number[] {
  return Array.from(
    { length: Math.max(1, Math.ceil(durationMs / EVERY_MS)) },
    (_, second) => second * EVERY_MS,
  );
}
