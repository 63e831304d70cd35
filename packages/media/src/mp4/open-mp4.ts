import type { TrackCodec } from "../flv/track-codec.ts";
import { MediaError } from "../media-error.ts";
import type { MediaFile } from "../media-file.ts";
import { AUDIO, type Packet, VIDEO } from "../packet.ts";
import type { Pull } from "../pull.ts";
import type { PullWindow } from "../pull-window.ts";
import { ticksToMs } from "../ticks.ts";
import { BOX_HEADER_MAX_BYTES, type BoxHeader, BoxList, decodeBoxHeader, openFullBox } from "./box.ts";
import { applyEdits } from "./edit-list.ts";
import { openFragments } from "./fragment-source.ts";
import { mp4Metadata } from "./mp4-metadata.ts";
import { Pace } from "./pace.ts";
import { earliestMs, leadTicksOf, type PlayedTrack, playTrack, startAt } from "./played-track.ts";
import type { GroupSource, SampleGroup } from "./sample-group.ts";
import { SampleNavigator } from "./sample-navigator.ts";
import { decodeSampleTable, type SampleTable, withinFile } from "./sample-table.ts";
import { decodeTrack, readDuration, type Track } from "./track.ts";

/** A track that is played, and how. */
export interface ChosenTrack {
  readonly track: Track;
  readonly codec: TrackCodec;
}

/** What the `moov` box says. */
export interface Movie {
  /** Offset of the box in the file, and of what follows it. */
  readonly offset: number;
  readonly end: number;
  readonly boxes: BoxList;
  readonly timescale: number;
  readonly durationTicks: number;
  readonly video: ChosenTrack | undefined;
  readonly audio: ChosenTrack | undefined;
}

/** The index of ten hours takes some 40 MB. */
const MAX_MOOV_BYTES = 128 * 1024 * 1024;
/** Sound kept before the beginning of an edit; as much as ffmpeg keeps. */
const AUDIO_PREROLL_SECONDS = 1;
/** Top-level boxes before the `moov` box; a real file has three or four. */
const MAX_BOXES_BEFORE_MOOV = 1000;
/** Types with which a file may begin: ISO files with `ftyp`, QuickTime's with anything. */
const FIRST_BOX_TYPES: ReadonlySet<string> = new Set([
  "ftyp",
  "moov",
  "mdat",
  "free",
  "skip",
  "wide",
  "pnot",
  "uuid",
  "styp",
  "sidx",
]);

/** True when `head`, the first bytes of a file, are the beginning of a box that may come first. */
export function isMp4(head: Uint8Array): boolean {
  return head.length >= 8 && FIRST_BOX_TYPES.has(String.fromCharCode(...head.subarray(4, 8)));
}

/** Opens an MP4, F4V, MOV, M4V, M4A or 3GP file: finds its `moov` box, wherever it is, and unrolls the index. */
export function* openMp4(window: PullWindow): Pull<MediaFile> {
  const movie = yield* readMovie(window);
  const chosen = [movie.video, movie.audio].filter((track) => track !== undefined);
  if (chosen.length === 0) {
    const types = movie.boxes.all("trak").map((trak) => decodeTrack(trak).entry?.type ?? "?");
    throw new MediaError(
      "ERR_MEDIA_NO_SUPPORTED_TRACK",
      `MP4: no track FLV can carry among ${types.join(", ")}`,
    );
  }
  const pace = new Pace();
  const tables: SampleTable[] = [];
  for (const { track } of chosen) tables.push(yield* decodeSampleTable(track.sampleTable, pace));
  const isFragmented = movie.boxes.find("mvex") !== undefined && tables.every(({ count }) => count === 0);
  const opened = isFragmented
    ? yield* openFragments(window, movie, chosen)
    : yield* openSampleTables(window.fileLength, movie, chosen, tables, pace);

  const navigator = new SampleNavigator(opened.source, opened.first);
  const { video, audio } = movie;
  const declaredMs = movie.timescale > 0 ? ticksToMs(movie.durationTicks, movie.timescale) : 0;
  // The movie header of a fragmented file need not count its fragments.
  const isDeclared = declaredMs > 0 && (!isFragmented || opened.durationMs === 0);
  const durationMs = isDeclared ? declaredMs : opened.durationMs;
  const codecs = chosen.map(({ codec }) => codec);
  return {
    container: "mp4",
    durationMs,
    videoCodec: video?.codec.codec,
    audioCodec: audio?.codec.codec,
    enhancedFourCcs: codecs.flatMap(({ enhancedFourCc }) => enhancedFourCc ?? []),
    metadata: mp4Metadata({
      durationMs,
      moovOffset: movie.offset,
      video: video?.track,
      audio: audio?.track,
      frameRate: opened.frameRate,
    }),
    sequenceHeaders: codecs.flatMap(sequenceHeaderOf),
    locate: (timeMs) => navigator.locate(timeMs),
    read: (ref) => navigator.read(ref),
  };
}

/** What both ways of indexing a file come to. */
export interface OpenedSamples {
  readonly source: GroupSource;
  readonly first: SampleGroup;
  /** 0 when unknown. */
  readonly durationMs: number;
  readonly frameRate: number;
}

function* openSampleTables(
  fileLength: number,
  movie: Movie,
  chosen: readonly ChosenTrack[],
  tables: readonly SampleTable[],
  pace: Pace,
): Pull<OpenedSamples> {
  const tracks: PlayedTrack[] = [];
  let frameRate = 0;
  for (const [index, { track, codec }] of chosen.entries()) {
    const table = tables[index];
    if (table === undefined) continue;
    const present = yield* withinFile(table, fileLength, pace);
    const isAudio = codec.kind === AUDIO;
    const clock = { timescale: track.timescale, movieTimescale: movie.timescale };
    const prerollTicks = isAudio ? AUDIO_PREROLL_SECONDS * track.timescale : 0;
    const runs = applyEdits(present, track.edits, clock, { prerollTicks, snapsToSample: !isAudio });
    const leadTicks = yield* leadTicksOf(present, pace);
    const played = yield* playTrack(codec, present, runs, leadTicks, track.timescale, pace);
    if (played.count > 0) tracks.push(played);
    const seconds = track.durationTicks / track.timescale;
    if (codec.kind === VIDEO && seconds > 0) frameRate = table.count / seconds;
  }
  if (tracks.length === 0) {
    throw new MediaError("ERR_MEDIA_STRUCTURE", "MP4: no sample that is presented lies in the file");
  }
  yield* startAt(tracks, earliestMs(tracks), pace);
  const group: SampleGroup = { firstId: 0, tracks };
  const lastMs = Math.max(...tracks.map(({ dtsMs }) => dtsMs.at(-1) ?? 0));
  return {
    source: {
      // biome-ignore lint/correctness/useYield: a Pull like any other, which happens to have all it needs
      holding: function* () {
        return group;
      },
      // biome-ignore lint/correctness/useYield: the same
      before: function* () {
        return group;
      },
      // biome-ignore lint/correctness/useYield: the same
      after: function* () {
        return undefined;
      },
    },
    first: group,
    durationMs: lastMs,
    frameRate,
  };
}

function* readMovie(window: PullWindow): Pull<Movie> {
  const { offset, end, header } = yield* findMovie(window);
  if (end - offset > MAX_MOOV_BYTES) {
    throw new MediaError("ERR_MEDIA_STRUCTURE", `MP4: a "moov" box of ${end - offset} bytes`);
  }
  const bytes = yield* window.read(offset, end - offset);
  const boxes = new BoxList(bytes.subarray(header.headerLength));
  const tracks = boxes.all("trak").map(decodeTrack);
  return {
    offset,
    end,
    boxes,
    ...decodeMovieHeader(boxes.get("mvhd")),
    video: choose(tracks, VIDEO),
    audio: choose(tracks, AUDIO),
  };
}

/** The first enabled track of its kind that FLV can carry; a disabled one if there is no other. */
function choose(tracks: readonly Track[], kind: typeof VIDEO | typeof AUDIO): ChosenTrack | undefined {
  const playable = tracks.flatMap((track): ChosenTrack[] => {
    const codec = track.entry?.codec;
    return codec?.kind === kind && track.timescale > 0 ? [{ track, codec }] : [];
  });
  return playable.find(({ track }) => track.isEnabled) ?? playable[0];
}

function* findMovie(
  window: PullWindow,
): Pull<{ readonly offset: number; readonly end: number; readonly header: BoxHeader }> {
  let offset = 0;
  for (let count = 0; count < MAX_BOXES_BEFORE_MOOV && offset + 8 <= window.fileLength; count++) {
    const header = decodeBoxHeader(
      yield* window.read(offset, Math.min(BOX_HEADER_MAX_BYTES, window.fileLength - offset)),
    );
    const end = header.byteLength === undefined ? window.fileLength : offset + header.byteLength;
    if (header.type === "moov" && end <= window.fileLength) return { offset, end, header };
    offset = end;
  }
  throw new MediaError(
    "ERR_MEDIA_STRUCTURE",
    `MP4: no whole "moov" box up to ${offset} of ${window.fileLength}`,
  );
}

function decodeMovieHeader(contents: Uint8Array): Pick<Movie, "timescale" | "durationTicks"> {
  const { version, reader } = openFullBox(contents);
  reader.skip(version === 1 ? 16 : 8);
  const timescale = reader.readUint32();
  return { timescale, durationTicks: readDuration(version, reader) };
}

function sequenceHeaderOf({ kind, sequenceHeader: body }: TrackCodec): Packet[] {
  return body === undefined ? [] : [{ kind, dtsMs: 0, isKey: false, isSequenceHeader: true, body }];
}
