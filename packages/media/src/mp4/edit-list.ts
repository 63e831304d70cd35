/**
 * Edit lists: which part of a track is presented, and when.
 *
 * Source: ISO/IEC 14496-12 §8.6.6.
 */
import { MediaError } from "../media-error.ts";
import { rescaleTicks } from "../ticks.ts";
import { openFullBox } from "./box.ts";
import type { SampleTable } from "./sample-table.ts";

export interface Edit {
  /** In ticks of the movie's clock; 0 for "all the rest", as fragmented files have it. */
  readonly durationMovieTicks: number;
  /** Where the edit begins on the track's own clock; -1 for a pause in which nothing is presented. */
  readonly mediaTicks: number;
}

/** Rows of a sample table that one edit presents. */
export interface EditedRun {
  readonly startRow: number;
  readonly endRow: number;
  /** Added to the times of these rows. */
  readonly shiftTicks: number;
}

const EMPTY_EDIT = -1;
/** Real files have a handful, and each may repeat the whole track. */
const MAX_EDITS = 100;
/** How far, in samples, presentation may be out of decoding order: twice the longest reordering any codec allows. */
const REORDER_ROWS = 64;

export function decodeEditList(contents: Uint8Array): Edit[] {
  const { version, reader } = openFullBox(contents);
  const count = reader.readUint32();
  const entryBytes = version === 1 ? 20 : 12;
  if (count > MAX_EDITS || count * entryBytes > reader.remaining) {
    throw new MediaError(
      "ERR_MEDIA_STRUCTURE",
      `MP4: "elst" says ${count} edits in ${reader.remaining} bytes`,
    );
  }
  const edits: Edit[] = [];
  for (let index = 0; index < count; index++) {
    const durationMovieTicks = version === 1 ? reader.readUint64() : reader.readUint32();
    const mediaTicks = version === 1 ? reader.readInt64() : reader.readInt32();
    // The rate: players of the time ignored it, and so does ffmpeg.
    reader.skip(4);
    edits.push({ durationMovieTicks, mediaTicks });
  }
  return edits;
}

/** The shift of the first edit, for samples that come in fragments: what goes before and behind it is not cut there. */
export function editShiftTicks(edits: readonly Edit[], timescale: number, movieTimescale: number): number {
  if (movieTimescale === 0) return 0;
  let pauseTicks = 0;
  for (const { durationMovieTicks, mediaTicks } of edits) {
    if (mediaTicks !== EMPTY_EDIT) return pauseTicks - mediaTicks;
    pauseTicks += rescaleTicks(durationMovieTicks, movieTimescale, timescale);
  }
  return 0;
}

/** How the edges of edits are treated. */
export interface EditRules {
  /** How much more to take along before the first edit: decoders of sound need a run-up. */
  readonly prerollTicks: number;
  /** Whether the first sample presented is presented when the edit begins, even where it begins a little earlier. */
  readonly snapsToSample: boolean;
}

/**
 * The rows each edit presents. An edit that begins between key samples takes along what its first sample needs to be
 * decoded, from the key sample before it.
 */
export function applyEdits(
  table: SampleTable,
  edits: readonly Edit[],
  clock: { readonly timescale: number; readonly movieTimescale: number },
  rules: EditRules,
): EditedRun[] {
  const presentsAll = [{ startRow: 0, endRow: table.count, shiftTicks: 0 }];
  // Without a clock, the durations of edits mean nothing.
  if (clock.movieTimescale === 0) return presentsAll;
  if (table.count === 0 || edits.every(({ mediaTicks }) => mediaTicks === EMPTY_EDIT)) return presentsAll;
  // Durations are rounded to the movie's clock, which is coarser than the track's.
  const toleranceTicks = Math.ceil(clock.timescale / clock.movieTimescale);
  const runs: EditedRun[] = [];
  let presentedTicks = 0;
  let snapTicks = 0;
  for (const { durationMovieTicks, mediaTicks } of edits) {
    const durationTicks = rescaleTicks(durationMovieTicks, clock.movieTimescale, clock.timescale);
    if (mediaTicks !== EMPTY_EDIT) {
      const isOpen = durationMovieTicks === 0;
      const endTicks = isOpen ? Number.POSITIVE_INFINITY : mediaTicks + durationTicks + toleranceTicks;
      const isFirst = runs.length === 0;
      const startRow = lastKeyNotAfter(table, isFirst ? mediaTicks - rules.prerollTicks : mediaTicks);
      const endRow = endOfRowsBefore(table, endTicks, startRow);
      if (isFirst && rules.snapsToSample) snapTicks = ticksToFirstSample(table, mediaTicks, startRow, endRow);
      if (endRow > startRow)
        runs.push({ startRow, endRow, shiftTicks: presentedTicks - mediaTicks - snapTicks });
    }
    presentedTicks += durationTicks;
  }
  return runs;
}

/** How long after `ticks` the first sample is presented that is not presented before it. */
function ticksToFirstSample(table: SampleTable, ticks: number, startRow: number, endRow: number): number {
  let earliest = Number.POSITIVE_INFINITY;
  const end = Math.min(endRow, rowNear(table, ticks) + 1);
  for (let row = startRow; row < end; row++) {
    const pts = ptsTicks(table, row);
    if (pts >= ticks && pts < earliest) earliest = pts;
  }
  return Number.isFinite(earliest) ? earliest - ticks : 0;
}

/** The row from which a sample presented at `ticks` can be decoded; 0 when there is no key sample before it. */
function lastKeyNotAfter(table: SampleTable, ticks: number): number {
  for (let row = rowNear(table, ticks); row > 0; row--) {
    const isKey = table.isKey === undefined || table.isKey[row] === 1;
    if (isKey && ptsTicks(table, row) <= ticks) return row;
  }
  return 0;
}

/** One behind the last row that is presented before `ticks`. */
function endOfRowsBefore(table: SampleTable, ticks: number, startRow: number): number {
  for (let row = rowNear(table, ticks); row >= startRow; row--) {
    if (ptsTicks(table, row) < ticks) return row + 1;
  }
  return startRow;
}

/** A row behind every one that may be presented before `ticks`. */
function rowNear(table: SampleTable, ticks: number): number {
  let low = 0;
  let high = table.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((table.dtsTicks[middle] ?? 0) < ticks) low = middle + 1;
    else high = middle;
  }
  return Math.min(table.count - 1, low + REORDER_ROWS);
}

function ptsTicks(table: SampleTable, row: number): number {
  return (table.dtsTicks[row] ?? 0) + (table.compositionTicks?.[row] ?? 0);
}
