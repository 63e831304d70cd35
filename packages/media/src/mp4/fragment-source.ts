import { ByteError } from "../bytes/byte-error.ts";
import { MediaError } from "../media-error.ts";
import type { Pull } from "../pull.ts";
import { PullWindow } from "../pull-window.ts";
import { SEGMENT_SLOT_MS } from "../segment/segment-rule.ts";
import { ticksToMs } from "../ticks.ts";
import { BOX_HEADER_MAX_BYTES, decodeBoxHeader, openFullBox } from "./box.ts";
import { editShiftTicks } from "./edit-list.ts";
import {
  decodeDefaults,
  decodeFragment,
  MAX_FRAGMENT_SAMPLES,
  type SampleDefaults,
  type TrackFragment,
} from "./fragment.ts";
import {
  decodeSegmentIndex,
  type FragmentHint,
  isWholeIndex,
  readRandomAccessIndex,
  type SegmentIndex,
} from "./fragment-hints.ts";
import type { ChosenTrack, Movie, OpenedSamples } from "./open-mp4.ts";
import { Pace } from "./pace.ts";
import { earliestMs, leadTicksOf, type PlayedTrack, playTrack, startAt } from "./played-track.ts";
import { type GroupSource, groupStartMs, type SampleGroup } from "./sample-group.ts";
import { withinFile } from "./sample-table.ts";
import { readDuration } from "./track.ts";

/** A `moof` box and most of the header of what follows. */
const WINDOW_BYTES = 64 * 1024;
const MAX_MOOF_BYTES = 16 * 1024 * 1024;
/** Other boxes between two fragments; a real file has three or four. */
const MAX_BOXES_BETWEEN = 100;
/** How far hints and fragments may disagree about time before a search begins too late. */
const HINT_SLACK_MS = SEGMENT_SLOT_MS + 2000;
/** Sample numbers are exact up to 2^53: 34 GB of fragments. */
const MAX_MOOF_OFFSET: number = 2 ** 53 / MAX_FRAGMENT_SAMPLES;

/** Fragments that belong together: those of different tracks that follow one another. */
interface FragmentGroup extends SampleGroup {
  readonly offset: number;
  /** Offset behind the last `moof` box and its media. */
  readonly end: number;
  /** Where each track's next fragment begins if it does not say so itself, by track id. */
  readonly endTicks: ReadonlyMap<number, number>;
}

interface MoofBox {
  readonly offset: number;
  readonly end: number;
  readonly fragments: readonly TrackFragment[];
}

/** Opens a fragmented file: reads its first fragment and what index there is. */
export function* openFragments(
  window: PullWindow,
  movie: Movie,
  chosen: readonly ChosenTrack[],
): Pull<OpenedSamples> {
  const source = new FragmentSource(window.fileLength, movie, chosen);
  const first = yield* source.open(window);
  const durationMs = yield* source.durationMs(window);
  return { source: source.groups, first, durationMs, frameRate: 0 };
}

class FragmentSource {
  readonly groups: GroupSource = {
    holding: (id) => this.#holding(id),
    before: (timeMs) => this.#before(timeMs),
    after: (group) => this.#after(group),
  };

  readonly #fileLength: number;
  readonly #movie: Movie;
  readonly #chosen: readonly ChosenTrack[];
  readonly #defaults: ReadonlyMap<number, SampleDefaults>;
  readonly #lead: ChosenTrack | undefined;
  /** By track id; of the first fragment, for all. */
  readonly #leadTicks = new Map<number, number>();
  readonly #pace = new Pace();
  #originMs = 0;
  /** Groups from the first on, without a gap, as far as anybody has come. */
  readonly #known: { readonly offset: number; readonly startMs: number }[] = [];
  #frontier = 0;
  #hints: readonly FragmentHint[] | undefined;
  /** The one before the first fragment. */
  #segmentIndex: SegmentIndex | undefined;
  /** Duration by the movie extends header; 0 without. */
  #toldMs = 0;

  constructor(fileLength: number, movie: Movie, chosen: readonly ChosenTrack[]) {
    this.#fileLength = fileLength;
    this.#movie = movie;
    this.#chosen = chosen;
    this.#lead = chosen[0];
    const mvex = movie.boxes.within("mvex");
    this.#defaults = decodeDefaults(mvex);
    const mehd = mvex.find("mehd");
    if (mehd !== undefined && movie.timescale > 0) {
      const { version, reader } = openFullBox(mehd);
      this.#toldMs = ticksToMs(readDuration(version, reader), movie.timescale);
    }
  }

  *open(window: PullWindow): Pull<SampleGroup> {
    const first = yield* this.#load(window, this.#movie.end, new Map());
    if (first === undefined) throw new MediaError("ERR_MEDIA_STRUCTURE", "MP4: no samples and no fragments");
    this.#originMs = earliestMs(first.tracks);
    yield* startAt(first.tracks, this.#originMs, this.#pace);
    this.#known.push({ offset: first.offset, startMs: groupStartMs(first) });
    this.#frontier = first.end;
    return first;
  }

  /** From the movie extends header, the index, or the last fragment the index knows; 0 when nothing tells. */
  *durationMs(window: PullWindow): Pull<number> {
    if (this.#toldMs > 0) return this.#toldMs;
    const hints = yield* this.#loadHints(window);
    const segmentIndex = this.#segmentIndex;
    if (segmentIndex !== undefined && hints === segmentIndex.hints) {
      return ticksToMs(segmentIndex.endTicks, segmentIndex.timescale) - this.#originMs;
    }
    const last = hints.at(-1);
    const group = last === undefined ? undefined : yield* this.#load(window, last.offset, new Map());
    if (group === undefined) return 0;
    return Math.max(...group.tracks.map(({ dtsMs }) => dtsMs.at(-1) ?? 0));
  }

  *#holding(id: number): Pull<SampleGroup | undefined> {
    const offset = Math.floor(id / MAX_FRAGMENT_SAMPLES);
    const group = yield* this.#load(this.#openWindow(), offset, undefined);
    if (group !== undefined) return group;
    // A fragment that does not say when it begins is found from the first one on.
    let walked: SampleGroup | undefined = yield* this.#first();
    while (walked !== undefined && walked.firstId < offset * MAX_FRAGMENT_SAMPLES) {
      walked = yield* this.#after(walked);
    }
    return walked;
  }

  *#before(timeMs: number): Pull<SampleGroup | undefined> {
    const window = this.#openWindow();
    const searchMs = timeMs - SEGMENT_SLOT_MS;
    const known = this.#known.findLast(({ startMs }) => startMs <= searchMs) ?? this.#known[0];
    if (known === undefined) return undefined;
    if (known === this.#known.at(-1)) {
      const hints = yield* this.#loadHints(window);
      const hint = hints.findLast((candidate) => this.#hintMs(candidate) <= timeMs - HINT_SLACK_MS);
      if (hint !== undefined && hint.offset > known.offset) {
        const group = yield* this.#load(window, hint.offset, undefined);
        if (group !== undefined && groupStartMs(group) <= searchMs) return group;
        // An index that sends us too far or nowhere is not one.
        this.#hints = [];
      }
    }
    return (yield* this.#load(window, known.offset, undefined)) ?? (yield* this.#first());
  }

  *#after(group: SampleGroup): Pull<SampleGroup | undefined> {
    const { end, endTicks } = toFragmentGroup(group);
    const next = yield* this.#load(this.#openWindow(), end, endTicks);
    if (next !== undefined && end === this.#frontier) {
      this.#known.push({ offset: next.offset, startMs: groupStartMs(next) });
      this.#frontier = next.end;
    }
    return next;
  }

  *#first(): Pull<SampleGroup | undefined> {
    return yield* this.#load(this.#openWindow(), this.#movie.end, new Map());
  }

  /**
   * The group that begins with the next `moof` box at or behind `offset`.
   *
   * @param endTicks where the tracks stand; `undefined` when that is not known, and then a fragment that does not say
   * when it begins gives `undefined`
   */
  *#load(
    window: PullWindow,
    offset: number,
    endTicks: ReadonlyMap<number, number> | undefined,
  ): Pull<FragmentGroup | undefined> {
    let moof = yield* this.#nextMoof(window, offset);
    while (moof !== undefined && moof.fragments.length === 0) moof = yield* this.#nextMoof(window, moof.end);
    if (moof === undefined) return undefined;
    const fragments = [...moof.fragments];
    let { end } = moof;
    let count = fragments.reduce((sum, { samples }) => sum + samples.count, 0);
    // Fragments of one track each: those of the others follow, and players want them merged.
    while (fragments.length < this.#chosen.length) {
      const other: MoofBox | undefined = yield* this.#nextMoof(window, end);
      if (other === undefined) break;
      const isOther = other.fragments.every(({ trackId }) =>
        fragments.every((mine) => mine.trackId !== trackId),
      );
      count += other.fragments.reduce((sum, { samples }) => sum + samples.count, 0);
      if (!isOther || count > MAX_FRAGMENT_SAMPLES) break;
      fragments.push(...other.fragments);
      end = other.end;
    }
    return yield* this.#toGroup(moof.offset, end, fragments, endTicks);
  }

  *#toGroup(
    offset: number,
    end: number,
    fragments: readonly TrackFragment[],
    endTicks: ReadonlyMap<number, number> | undefined,
  ): Pull<FragmentGroup | undefined> {
    const tracks: PlayedTrack[] = [];
    const ends = new Map(endTicks);
    for (const { track, codec } of this.#chosen) {
      const fragment = fragments.find(({ trackId }) => trackId === track.id);
      if (fragment === undefined) continue;
      const { samples, durationTicks } = fragment;
      const baseTicks =
        fragment.baseTicks ?? (endTicks === undefined ? undefined : (endTicks.get(track.id) ?? 0));
      if (baseTicks === undefined) return undefined;
      const leadTicks = this.#leadTicks.get(track.id) ?? (yield* leadTicksOf(samples, this.#pace));
      this.#leadTicks.set(track.id, leadTicks);
      const shiftTicks = baseTicks + editShiftTicks(track.edits, track.timescale, this.#movie.timescale);
      const runs = [{ startRow: 0, endRow: samples.count, shiftTicks }];
      tracks.push(yield* playTrack(codec, samples, runs, leadTicks, track.timescale, this.#pace));
      ends.set(track.id, baseTicks + durationTicks);
    }
    yield* startAt(tracks, this.#originMs, this.#pace);
    return { firstId: offset * MAX_FRAGMENT_SAMPLES, tracks, offset, end, endTicks: ends };
  }

  /** The next `moof` box, with the fragments of chosen tracks that have samples in this file. */
  *#nextMoof(window: PullWindow, from: number): Pull<MoofBox | undefined> {
    let offset = from;
    for (let count = 0; count < MAX_BOXES_BETWEEN && offset + 8 <= this.#fileLength; count++) {
      const headLength = Math.min(BOX_HEADER_MAX_BYTES, this.#fileLength - offset);
      const { type, headerLength, byteLength } = decodeBoxHeader(yield* window.read(offset, headLength));
      if (byteLength === undefined || offset + byteLength > this.#fileLength) return undefined;
      const end = offset + byteLength;
      if (type === "moof") {
        if (byteLength > MAX_MOOF_BYTES || offset >= MAX_MOOF_OFFSET) {
          throw new MediaError(
            "ERR_MEDIA_STRUCTURE",
            `MP4: a "moof" box of ${byteLength} bytes at ${offset}`,
          );
        }
        const bytes = yield* window.read(offset, byteLength);
        const all = decodeFragment(bytes.subarray(headerLength), offset, this.#defaults);
        const fragments: TrackFragment[] = [];
        for (const fragment of all) fragments.push(...(yield* this.#playable(fragment)));
        return { offset, end: yield* this.#behindMedia(window, end), fragments };
      }
      if (type === "sidx" && this.#segmentIndex === undefined && this.#known.length === 0) {
        const bytes = yield* window.read(offset, byteLength);
        this.#segmentIndex = decodeSegmentIndex(bytes.subarray(headerLength), end);
      }
      offset = end;
    }
    return undefined;
  }

  /** What follows the media of a fragment, if they follow it: their header lies in the window, what follows does not. */
  *#behindMedia(window: PullWindow, offset: number): Pull<number> {
    if (offset + BOX_HEADER_MAX_BYTES > this.#fileLength) return offset;
    const { type, byteLength } = decodeBoxHeader(yield* window.read(offset, BOX_HEADER_MAX_BYTES));
    const isWhole = type === "mdat" && byteLength !== undefined && offset + byteLength <= this.#fileLength;
    return isWhole ? offset + byteLength : offset;
  }

  /** The part of a chosen track's fragment that is in the file; nothing of one that has none. */
  *#playable(fragment: TrackFragment): Pull<readonly TrackFragment[]> {
    if (!this.#chosen.some(({ track }) => track.id === fragment.trackId)) return [];
    const samples = yield* withinFile(fragment.samples, this.#fileLength, this.#pace);
    return samples.count === 0 ? [] : [{ ...fragment, samples }];
  }

  *#loadHints(window: PullWindow): Pull<readonly FragmentHint[]> {
    if (this.#hints !== undefined || this.#lead === undefined) return this.#hints ?? [];
    const { id, timescale } = this.#lead.track;
    let hints: readonly FragmentHint[] = [];
    try {
      const segmentIndex = this.#segmentIndex;
      const isWhole = segmentIndex !== undefined && (yield* isWholeIndex(window, segmentIndex));
      hints = isWhole ? segmentIndex.hints : yield* readRandomAccessIndex(window, id, timescale);
    } catch (error) {
      // The file plays without its index.
      if (!(error instanceof MediaError || error instanceof ByteError)) throw error;
    }
    this.#hints ??= hints;
    return this.#hints;
  }

  #hintMs({ ticks, timescale }: FragmentHint): number {
    return ticksToMs(ticks, timescale) - this.#originMs;
  }

  #openWindow(): PullWindow {
    return new PullWindow(this.#fileLength, WINDOW_BYTES);
  }
}

/** Groups come back to the source they came from. */
function toFragmentGroup(group: SampleGroup): FragmentGroup {
  if ("endTicks" in group && "end" in group) return group as FragmentGroup;
  throw new TypeError("a group of another source");
}
