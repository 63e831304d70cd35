import type { PacketKind } from "../packet.ts";
import type { Pull } from "../pull.ts";
import { slotOf } from "../segment/segment-rule.ts";
import type { PlayedTrack } from "./played-track.ts";

/**
 * Samples that are indexed together: the whole of a movie, or one of its fragments. Samples are numbered in the order
 * in which they are decoded, tracks merged; where two are decoded at the same time, the leading track goes first.
 */
export interface SampleGroup {
  /** Number of the first sample among all of the file; later groups have greater ones. */
  readonly firstId: number;
  /** Those that are played and have samples here; the leading track first. */
  readonly tracks: readonly PlayedTrack[];
}

/** Where groups come from. */
export interface GroupSource {
  /** The group that holds a sample; `undefined` past the last. */
  readonly holding: (id: number) => Pull<SampleGroup | undefined>;
  /** A group early enough to begin a search for a time: at least one slot before it, or the first. */
  readonly before: (timeMs: number) => Pull<SampleGroup | undefined>;
  readonly after: (group: SampleGroup) => Pull<SampleGroup | undefined>;
}

/** Merges the tracks of a group. */
export class Interleaver {
  readonly #tracks: readonly PlayedTrack[];
  readonly #rows: number[];
  #position: number;

  /** @param position how many samples of the group to leave out */
  constructor(group: SampleGroup, position: number) {
    this.#tracks = group.tracks;
    this.#position = position;
    this.#rows = splitPosition(group.tracks, position);
  }

  /** How many samples of the group lie before the next one. */
  get position(): number {
    return this.#position;
  }

  /** The track of the next sample; `undefined` at the end of the group. */
  next(): { readonly track: PlayedTrack; readonly row: number } | undefined {
    let found: { readonly track: PlayedTrack; readonly row: number } | undefined;
    let earliestMs = Number.POSITIVE_INFINITY;
    for (const [index, track] of this.#tracks.entries()) {
      const row = this.#rows[index] ?? 0;
      const dtsMs = row < track.count ? (track.dtsMs[row] ?? 0) : Number.POSITIVE_INFINITY;
      if (dtsMs < earliestMs) {
        earliestMs = dtsMs;
        found = { track, row };
      }
    }
    return found;
  }

  advance(track: PlayedTrack): void {
    const index = this.#tracks.indexOf(track);
    this.#rows[index] = (this.#rows[index] ?? 0) + 1;
    this.#position += 1;
  }
}

/** Number, within the group, of a sample of the leading track. */
export function positionOf(group: SampleGroup, leadRow: number): number {
  const [lead, ...others] = group.tracks;
  const dtsMs = lead?.dtsMs[leadRow] ?? 0;
  return others.reduce((sum, track) => sum + rowsBefore(track, dtsMs), leadRow);
}

/**
 * The row of the leading track with which the last segment not after `timeMs` begins; `undefined` when none begins in
 * this group, or when that cannot be told without the key sample before the group.
 *
 * @param slotBefore slot of the last key sample before the group; `undefined` when it is not known
 */
export function lastBoundary(
  group: SampleGroup,
  leadKind: PacketKind,
  timeMs: number,
  slotBefore: number | undefined,
): number | undefined {
  const lead = leadOf(group, leadKind);
  if (lead === undefined) return undefined;
  let row = lastKeyBefore(lead, rowsBefore(lead, timeMs + 1));
  while (row >= 0) {
    const slot = slotOf(lead.dtsMs[row] ?? 0);
    const earlier = lastKeyBefore(lead, row);
    const earlierSlot = earlier < 0 ? slotBefore : slotOf(lead.dtsMs[earlier] ?? 0);
    if (earlierSlot === undefined) return undefined;
    if (earlierSlot !== slot) return row;
    row = earlier;
  }
  return undefined;
}

/** Slot of the group's last key sample; `undefined` when it has none. */
export function lastKeySlot(group: SampleGroup, leadKind: PacketKind): number | undefined {
  const lead = leadOf(group, leadKind);
  if (lead === undefined) return undefined;
  const row = lastKeyBefore(lead, lead.count);
  return row < 0 ? undefined : slotOf(lead.dtsMs[row] ?? 0);
}

/** Decoding time of the group's first sample. */
export function groupStartMs(group: SampleGroup): number {
  return Math.min(...group.tracks.map(({ dtsMs }) => dtsMs[0] ?? Number.POSITIVE_INFINITY));
}

function leadOf(group: SampleGroup, leadKind: PacketKind): PlayedTrack | undefined {
  const [first] = group.tracks;
  return first?.codec.kind === leadKind ? first : undefined;
}

/** -1 when there is none. */
function lastKeyBefore({ isKey }: PlayedTrack, row: number): number {
  return isKey === undefined || row <= 0 ? row - 1 : isKey.lastIndexOf(1, row - 1);
}

/** How many rows are decoded before `timeMs`. */
function rowsBefore({ dtsMs, count }: PlayedTrack, timeMs: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((dtsMs[middle] ?? 0) < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the first `position` merged samples each track has. */
function splitPosition(tracks: readonly PlayedTrack[], position: number): number[] {
  const [lead, other] = tracks;
  if (lead === undefined) return [];
  if (other === undefined) return [position];
  let low = Math.max(0, position - other.count);
  let high = Math.min(position, lead.count);
  while (low < high) {
    const leadRow = (low + high) >>> 1;
    const lastOtherMs = other.dtsMs[position - leadRow - 1] ?? Number.NEGATIVE_INFINITY;
    // The leading track's next sample goes before the other's last one: it belongs to the first `position`, too.
    if ((lead.dtsMs[leadRow] ?? 0) <= lastOtherMs) low = leadRow + 1;
    else high = leadRow;
  }
  return [low, position - low];
}
