import type { TrackCodec } from "../flv/track-codec.ts";
import { MediaError } from "../media-error.ts";
import { PAUSE, type Pull } from "../pull.ts";
import { ticksToMs } from "../ticks.ts";
import type { EditedRun } from "./edit-list.ts";
import type { Pace } from "./pace.ts";
import { MAX_SAMPLES, type SampleTable } from "./sample-table.ts";

/** The samples of a track as they are played: edits applied, times in milliseconds. Columns of equal length. */
export interface PlayedTrack {
  readonly codec: TrackCodec;
  readonly count: number;
  readonly offset: Float64Array;
  readonly byteLength: Uint32Array;
  /** Ascending. */
  readonly dtsMs: Int32Array;
  /** Presentation less decoding time; `undefined` when all are 0. */
  readonly compositionMs: Int32Array | undefined;
  /** 1 for a sync sample; `undefined` when all are. */
  readonly isKey: Uint8Array | undefined;
}

/** FLV timestamps have 32 bits; half of that is 24 days. */
const MAX_MS = 0x7fffffff;

/**
 * @param runs the rows that are played, and when
 * @param leadTicks of {@link leadTicksOf}
 * @throws MediaError when the times cannot be
 */
export function* playTrack(
  codec: TrackCodec,
  table: SampleTable,
  runs: readonly EditedRun[],
  leadTicks: number,
  timescale: number,
  pace: Pace,
): Pull<PlayedTrack> {
  const count = runs.reduce((sum, { startRow, endRow }) => sum + endRow - startRow, 0);
  if (count > MAX_SAMPLES) {
    throw new MediaError("ERR_MEDIA_STRUCTURE", `MP4: the edit list presents ${count} samples`);
  }
  const { isKey } = table;
  return {
    codec,
    count,
    offset: gather(table.offset, runs, (length) => new Float64Array(length)),
    byteLength: gather(table.byteLength, runs, (length) => new Uint32Array(length)),
    ...(yield* toMilliseconds(table, runs, timescale, leadTicks, count, pace)),
    isKey: isKey === undefined ? undefined : gather(isKey, runs, (length) => new Uint8Array(length)),
  };
}

/**
 * What has to be taken off all decoding times so that no sample is decoded after it is presented: 0 unless
 * composition offsets are negative (`ctts` version 1).
 */
export function* leadTicksOf({ compositionTicks }: SampleTable, pace: Pace): Pull<number> {
  let least = 0;
  if (compositionTicks === undefined) return least;
  for (let start = 0; start < compositionTicks.length; ) {
    const end = pace.end(start, compositionTicks.length);
    for (let row = start; row < end; row++) least = Math.min(least, compositionTicks[row] ?? 0);
    if (pace.isDue(end - start)) yield PAUSE;
    start = end;
  }
  return least;
}

/** Decoding time of the first sample of all. */
export function earliestMs(tracks: readonly PlayedTrack[]): number {
  return Math.min(...tracks.map(({ dtsMs }) => dtsMs[0] ?? MAX_MS));
}

/** Takes the same off all times, so that what was the earliest is 0. */
export function* startAt(tracks: readonly PlayedTrack[], originMs: number, pace: Pace): Pull<void> {
  if (originMs === 0) return;
  for (const { dtsMs } of tracks) {
    for (let start = 0; start < dtsMs.length; ) {
      const end = pace.end(start, dtsMs.length);
      for (let row = start; row < end; row++) dtsMs[row] = (dtsMs[row] ?? 0) - originMs;
      if (pace.isDue(end - start)) yield PAUSE;
      start = end;
    }
  }
}

function* toMilliseconds(
  table: SampleTable,
  runs: readonly EditedRun[],
  timescale: number,
  leadTicks: number,
  count: number,
  pace: Pace,
): Pull<Pick<PlayedTrack, "dtsMs" | "compositionMs">> {
  const dtsMs = new Int32Array(count);
  const compositionMs = table.compositionTicks === undefined ? undefined : new Int32Array(count);
  let filled = 0;
  let previousMs = -MAX_MS;
  for (const { startRow, endRow, shiftTicks } of runs) {
    for (let start = startRow; start < endRow; ) {
      const end = pace.end(start, endRow);
      for (let row = start; row < end; row++) {
        const ticks = (table.dtsTicks[row] ?? 0) + shiftTicks;
        const exactMs = ticksToMs(ticks + leadTicks, timescale);
        if (!(Math.abs(exactMs) < MAX_MS)) {
          throw new MediaError("ERR_MEDIA_STRUCTURE", `MP4: a sample at ${exactMs} ms`);
        }
        // An edit that begins between key samples takes along earlier ones, whose times lie in the edit before.
        const ms = Math.max(exactMs, previousMs);
        previousMs = ms;
        dtsMs[filled] = ms;
        if (compositionMs !== undefined) {
          compositionMs[filled] = ticksToMs(ticks + (table.compositionTicks?.[row] ?? 0), timescale) - ms;
        }
        filled += 1;
      }
      if (pace.isDue(end - start)) yield PAUSE;
      start = end;
    }
  }
  return { dtsMs, compositionMs };
}

/** The rows of all runs, one after another; a view where one run is all there is. */
function gather<
  Column extends { subarray(start: number, end: number): Column; set(rows: Column, at: number): void },
>(column: Column, runs: readonly EditedRun[], create: (length: number) => Column): Column {
  const [only] = runs;
  if (runs.length === 1 && only !== undefined) return column.subarray(only.startRow, only.endRow);
  const gathered = create(runs.reduce((sum, { startRow, endRow }) => sum + endRow - startRow, 0));
  let filled = 0;
  for (const { startRow, endRow } of runs) {
    gathered.set(column.subarray(startRow, endRow), filled);
    filled += endRow - startRow;
  }
  return gathered;
}
