/** Builds MP4 files box by box, for what no encoder makes: lies, old dialects, and movies of an hour without media. */
import { ByteWriter } from "../bytes/byte-writer.ts";

export interface BuiltTrack {
  readonly kind: "video" | "audio";
  readonly timescale: number;
  /** Bytes of each sample. */
  readonly sizes: readonly number[];
  readonly durationTicks: number;
  readonly compositions?: readonly number[];
  /** Rows, from 0. */
  readonly keys?: readonly number[];
  readonly edits?: readonly { readonly durationMovieTicks: number; readonly mediaTicks: number }[];
  readonly isDisabled?: boolean;
  /** Of the NAL units in `avcC`. */
  readonly nalLengthSize?: 1 | 2 | 3 | 4;
  readonly samplesPerChunk?: number;
  readonly hasWideOffsets?: boolean;
  /** 4, 8 or 16: sizes in an `stz2` box. */
  readonly compactBits?: 4 | 8 | 16;
}

/** Ticks a second of the movie's own clock. */
export const MOVIE_TIMESCALE = 1000;
const AUDIO_SPECIFIC_CONFIG = [0x12, 0x10];

export function box(
  type: string,
  ...parts: readonly (Uint8Array | readonly number[])[]
): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  writer.writeUint32(0);
  writer.writeLatin1(type);
  for (const part of parts) writer.writeBytes(Uint8Array.from(part));
  writer.patchUint32(0, writer.byteLength);
  return writer.toBytes();
}

type Numbers = number | readonly number[];

export function u16(...values: readonly Numbers[]): Uint8Array {
  const writer = new ByteWriter();
  for (const value of values.flat()) writer.writeUint16(value);
  return writer.toBytes();
}

export function u32(...values: readonly Numbers[]): Uint8Array {
  const writer = new ByteWriter();
  for (const value of values.flat()) writer.writeUint32(value);
  return writer.toBytes();
}

function u64(values: readonly number[]): Uint8Array {
  const writer = new ByteWriter();
  for (const value of values) writer.writeUint64(value);
  return writer.toBytes();
}

const zeros = (count: number): Uint8Array => new Uint8Array(count);

/**
 * `ftyp`, `moov` and the header of an `mdat` box with the samples of all tracks, chunk by chunk in turn. The samples
 * themselves follow: `mediaBytes` of them from `mediaOffset` on.
 */
export function buildMovie(tracks: readonly BuiltTrack[]): {
  readonly head: Uint8Array;
  readonly mediaOffset: number;
  readonly mediaBytes: number;
} {
  const mediaBytes = tracks.reduce(
    (sum, { sizes }) => sum + sizes.reduce((total, size) => total + size, 0),
    0,
  );
  // Offsets do not change the length of the boxes that hold them.
  const measured = assemble(tracks, mediaBytes, 0);
  return { head: assemble(tracks, mediaBytes, measured.length), mediaOffset: measured.length, mediaBytes };
}

/** The head of a fragmented file of one video track, number 1, whose fragments follow. */
export function buildFragmentedHead(): Uint8Array<ArrayBuffer> {
  const track: BuiltTrack = { kind: "video", timescale: 25, durationTicks: 1, sizes: [] };
  const trex = box("trex", zeros(4), u32(1, 1, 1, 100, 0));
  const mvhd = box("mvhd", zeros(12), u32(MOVIE_TIMESCALE, 0), zeros(80));
  return box("moov", mvhd, trak(track, 1, []), box("mvex", trex));
}

/** A fragment of it, without its media. */
export function buildFragment(options: {
  /** `undefined` for none. */
  readonly baseTicks: number | undefined;
  readonly sampleCount: number;
  /** From the beginning of the `moof` box. */
  readonly dataOffset: number;
}): Uint8Array<ArrayBuffer> {
  const { baseTicks, sampleCount, dataOffset } = options;
  const tfhd = box("tfhd", [0, 2, 0, 0], u32(1));
  const tfdt = baseTicks === undefined ? [] : [box("tfdt", zeros(4), u32(baseTicks))];
  const trun = box("trun", [0, 0, 0, 1], u32(sampleCount, dataOffset));
  return box("moof", box("traf", tfhd, ...tfdt, trun));
}

/** A whole file; `fill` gives the bytes of a sample. */
export function buildFile(
  tracks: readonly BuiltTrack[],
  fill: (track: number, row: number, byteLength: number) => Uint8Array,
): Uint8Array<ArrayBuffer> {
  const { head, mediaOffset, mediaBytes } = buildMovie(tracks);
  const file = new Uint8Array(mediaOffset + mediaBytes);
  file.set(head);
  for (const [track, offsets] of sampleOffsets(tracks, mediaOffset).entries()) {
    const sizes = tracks[track]?.sizes ?? [];
    for (const [row, offset] of offsets.entries()) file.set(fill(track, row, sizes[row] ?? 0), offset);
  }
  return file;
}

function assemble(tracks: readonly BuiltTrack[], mediaBytes: number, mediaOffset: number): Uint8Array {
  const offsets = sampleOffsets(tracks, mediaOffset);
  const seconds = Math.max(
    ...tracks.map(({ sizes, durationTicks, timescale }) => (sizes.length * durationTicks) / timescale),
  );
  const mvhd = box("mvhd", zeros(12), u32(MOVIE_TIMESCALE, Math.round(seconds * MOVIE_TIMESCALE)), zeros(80));
  const traks = tracks.map((track, index) => trak(track, index + 1, offsets[index] ?? []));
  const writer = new ByteWriter();
  writer.writeBytes(box("ftyp", [...new TextEncoder().encode("isom")], zeros(4)));
  writer.writeBytes(box("moov", mvhd, ...traks));
  writer.writeUint32(1);
  writer.writeLatin1("mdat");
  writer.writeUint64(mediaBytes + 16);
  return writer.toBytes();
}

/** One chunk of each track in turn. */
function sampleOffsets(tracks: readonly BuiltTrack[], mediaOffset: number): number[][] {
  const offsets: number[][] = tracks.map(() => []);
  let offset = mediaOffset;
  while (tracks.some(({ sizes }, index) => (offsets[index]?.length ?? 0) < sizes.length)) {
    for (const [index, { sizes, samplesPerChunk = 8 }] of tracks.entries()) {
      const mine = offsets[index] ?? [];
      for (let count = 0; count < samplesPerChunk && mine.length < sizes.length; count++) {
        offset += sizes[mine.push(offset) - 1] ?? 0;
      }
    }
  }
  return offsets;
}

function trak(track: BuiltTrack, id: number, offsets: readonly number[]): Uint8Array {
  const { kind, timescale, sizes, durationTicks, edits } = track;
  const tkhd = box("tkhd", [0, 0, 0, track.isDisabled === true ? 0 : 1], u32(0, 0, id), zeros(68));
  const mdhd = box("mdhd", zeros(12), u32(timescale, sizes.length * durationTicks), u16(0x55c4, 0));
  const hdlr = box(
    "hdlr",
    zeros(8),
    [...new TextEncoder().encode(kind === "video" ? "vide" : "soun")],
    zeros(13),
  );
  const elst =
    edits &&
    box(
      "elst",
      zeros(4),
      u32(edits.length),
      ...edits.map((edit) => u32(edit.durationMovieTicks, edit.mediaTicks, 0x10000)),
    );
  const edts = elst === undefined ? [] : [box("edts", elst)];
  return box("trak", tkhd, ...edts, box("mdia", mdhd, hdlr, box("minf", sampleTable(track, offsets))));
}

function sampleTable(track: BuiltTrack, offsets: readonly number[]): Uint8Array {
  const { kind, sizes, durationTicks, compositions, keys, samplesPerChunk = 8, hasWideOffsets } = track;
  const chunks = offsets.filter((_, row) => row % samplesPerChunk === 0);
  return box(
    "stbl",
    box("stsd", zeros(4), u32(1), kind === "video" ? visualEntry(track.nalLengthSize ?? 4) : soundEntry()),
    box("stts", zeros(4), u32(1, sizes.length, durationTicks)),
    ...(compositions === undefined
      ? []
      : [
          box(
            "ctts",
            zeros(4),
            u32(
              sizes.length,
              compositions.flatMap((composition) => [1, composition]),
            ),
          ),
        ]),
    ...(keys === undefined
      ? []
      : [
          box(
            "stss",
            zeros(4),
            u32(
              keys.length,
              keys.map((row) => row + 1),
            ),
          ),
        ]),
    box("stsc", zeros(4), u32(1, 1, samplesPerChunk, 1)),
    sizesBox(track),
    hasWideOffsets === true
      ? box("co64", zeros(4), u32(chunks.length), u64(chunks))
      : box("stco", zeros(4), u32(chunks.length, chunks)),
  );
}

function sizesBox({ sizes, compactBits }: BuiltTrack): Uint8Array {
  if (compactBits === undefined) return box("stsz", zeros(4), u32(0, sizes.length, sizes));
  const header = [zeros(4), u32(compactBits, sizes.length)];
  if (compactBits === 16) return box("stz2", ...header, u16(sizes));
  if (compactBits === 8) return box("stz2", ...header, sizes);
  const pairs = sizes.flatMap((size, row) => (row % 2 === 0 ? [size * 16 + (sizes[row + 1] ?? 0)] : []));
  return box("stz2", ...header, pairs);
}

function visualEntry(nalLengthSize: number): Uint8Array {
  const avcC = box("avcC", [1, 77, 0, 31, 0xfc | (nalLengthSize - 1), 0xe0, 0]);
  return box("avc1", zeros(6), u16(1), zeros(16), u16(640, 360), zeros(50), avcC);
}

function soundEntry(): Uint8Array {
  const specific = [5, AUDIO_SPECIFIC_CONFIG.length, ...AUDIO_SPECIFIC_CONFIG];
  const config = [4, 13 + specific.length, 0x40, 0x15, ...zeros(11), ...specific];
  const esds = box("esds", zeros(4), [3, 3 + config.length, 0, 0, 0, ...config]);
  return box("mp4a", zeros(6), u16(1), zeros(8), u16(2, 16, 0, 0), u32(44_100 * 0x10000), esds);
}
