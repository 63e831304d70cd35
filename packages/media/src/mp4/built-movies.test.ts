/** Movies that no encoder here makes, built box by box. */
import { expect, test } from "vitest";
import { pullBounded } from "../bounded-pull.cases.ts";
import { expectRoundTrip, expectSeekable, expectWholeSegments } from "../container.cases.ts";
import { readSegments } from "../ffprobe.cases.ts";
import { openMedia } from "../open-media.ts";
import { AUDIO, VIDEO } from "../packet.ts";
import { pullFrom } from "../pull.ts";
import { packetAt } from "../segment/segment-packets.ts";
import {
  type BuiltTrack,
  box,
  buildFile,
  buildFragment,
  buildFragmentedHead,
  buildMovie,
  u16,
  u32,
} from "./mp4-builder.cases.ts";

const VIDEO_TRACK: BuiltTrack = {
  kind: "video",
  timescale: 25,
  durationTicks: 1,
  sizes: Array.from({ length: 250 }, (_, row) => 8 + (row % 8)),
  keys: [0, 60, 110, 120, 200],
};
const AUDIO_TRACK: BuiltTrack = {
  kind: "audio",
  timescale: 44_100,
  durationTicks: 1024,
  sizes: Array.from({ length: 430 }, (_, row) => 5 + (row % 3)),
};

/** A sample says whose it is: track, row, row, and zeros. */
function fill(track: number, row: number, byteLength: number): Uint8Array {
  const sample = new Uint8Array(byteLength);
  sample.set([track, row >> 8, row & 0xff]);
  return sample;
}

interface Played {
  readonly kind: number;
  readonly track: number;
  readonly row: number;
  readonly dtsMs: number;
  readonly byteLength: number;
}

function play(bytes: Uint8Array): Played[] {
  const file = pullFrom(bytes, openMedia(bytes.length));
  const segments = readSegments(bytes, file);
  expectWholeSegments(file, segments);
  expectSeekable(bytes, segments);
  expectRoundTrip(file, segments);
  return segments.flatMap((segment) =>
    Array.from({ length: segment.packets.count }, (_, index) => {
      const { kind, dtsMs, body } = packetAt(segment, index);
      const sample = body.subarray(kind === VIDEO ? 5 : 2);
      const row = (sample[1] ?? 0) * 256 + (sample[2] ?? 0);
      return { kind, track: sample[0] ?? -1, row, dtsMs, byteLength: sample.length };
    }),
  );
}

const rowsOf = (played: readonly Played[], kind: number) =>
  played.filter((packet) => packet.kind === kind).map(({ row }) => row);
const timesOf = (played: readonly Played[], kind: number) =>
  played.filter((packet) => packet.kind === kind).map(({ dtsMs }) => dtsMs);
const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);

const DIALECTS: readonly { name: string; track: Partial<BuiltTrack> }[] = [
  { name: "stco and stsz", track: {} },
  { name: "co64", track: { hasWideOffsets: true } },
  { name: "stz2 with 16 bits", track: { compactBits: 16 } },
  { name: "stz2 with 8 bits", track: { compactBits: 8 } },
  { name: "stz2 with 4 bits", track: { compactBits: 4 } },
  { name: "chunks of one sample", track: { samplesPerChunk: 1 } },
  { name: "one chunk of all samples", track: { samplesPerChunk: 1000 } },
];

test.for(DIALECTS)("$name: every sample is played once, at its time", ({ track }) => {
  const played = play(buildFile([{ ...VIDEO_TRACK, ...track }, AUDIO_TRACK], fill));
  expect(rowsOf(played, VIDEO)).toEqual(upTo(250));
  expect(rowsOf(played, AUDIO)).toEqual(upTo(430));
  expect(timesOf(played, VIDEO)).toEqual(upTo(250).map((row) => row * 40));
  expect(timesOf(played, AUDIO)).toEqual(upTo(430).map((row) => Math.round((row * 1024_000) / 44_100)));
  expect(played.filter(({ kind }) => kind === VIDEO).map(({ byteLength }) => byteLength)).toEqual(
    VIDEO_TRACK.sizes,
  );
  const times = played.map(({ dtsMs }) => dtsMs);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test("the first enabled track of each kind is played", () => {
  const disabled = { ...AUDIO_TRACK, isDisabled: true };
  const played = play(buildFile([disabled, VIDEO_TRACK, AUDIO_TRACK, AUDIO_TRACK], fill));
  expect(new Set(played.map(({ track }) => track))).toEqual(new Set([1, 2]));
  expect(rowsOf(played, AUDIO)).toEqual(upTo(430));
});

test("disabled tracks are played where there are no others", () => {
  const played = play(buildFile([{ ...AUDIO_TRACK, isDisabled: true }], fill));
  expect(rowsOf(played, AUDIO)).toEqual(upTo(430));
});

test("several edits follow one another, each from the key sample before it", () => {
  // Two seconds from the start, a pause of one, then from 4.6 s (row 115, key sample 110) to the end.
  const edits = [
    { durationMovieTicks: 2000, mediaTicks: 0 },
    { durationMovieTicks: 1000, mediaTicks: -1 },
    { durationMovieTicks: 5400, mediaTicks: 115 },
  ];
  const played = play(buildFile([{ ...VIDEO_TRACK, edits }], fill));
  expect(rowsOf(played, VIDEO)).toEqual([...upTo(51), ...upTo(140, 110)]);
  const times = timesOf(played, VIDEO);
  expect(times.slice(0, 51)).toEqual(upTo(51).map((row) => row * 40));
  expect(times[51 + 5]).toBe(3000);
  expect(times.at(-1)).toBe(3000 + (249 - 115) * 40);
});

test("negative composition offsets move decoding, not presentation", () => {
  const compositions = upTo(250).map((row) => [0, 2, -1, -1][row % 4] ?? 0);
  const bytes = buildFile([{ ...VIDEO_TRACK, compositions }], fill);
  const file = pullFrom(bytes, openMedia(bytes.length));
  const packets = readSegments(bytes, file).flatMap((segment) =>
    upTo(segment.packets.count).map((row) => packetAt(segment, row)),
  );
  // Everything is decoded one frame earlier, hence 40 ms after the start of the presentation at -40.
  expect(packets.map(({ dtsMs }) => dtsMs)).toEqual(upTo(250).map((row) => row * 40));
  expect(packets.slice(0, 4).map(({ body }) => ((body[3] ?? 0) << 8) | (body[4] ?? 0))).toEqual([
    40, 120, 0, 0,
  ]);
});

test.for([1, 2, 3] as const)("NAL units with lengths of %i bytes get lengths of four", (nalLengthSize) => {
  const units = [Uint8Array.of(0x65, 1, 2, 3), Uint8Array.of(0x06), new Uint8Array(200).fill(9)];
  const sample = units.flatMap((unit) => [...new Uint8Array(nalLengthSize - 1), unit.length, ...unit]);
  const track: BuiltTrack = {
    ...VIDEO_TRACK,
    sizes: [sample.length, sample.length],
    keys: [0],
    nalLengthSize,
  };
  // A Buffer, as Node reads files: its slice() does not copy, and what was read must stay as it was.
  const bytes = Buffer.from(buildFile([track], () => Uint8Array.from(sample)));
  const before = new Uint8Array(bytes);
  const file = pullFrom(bytes, openMedia(bytes.length));
  const [header] = file.sequenceHeaders;
  // lengthSizeMinusOne, five bytes into the record that follows five bytes of tag header.
  expect((header?.body[5 + 4] ?? 0) & 3).toBe(3);
  const [segment] = readSegments(bytes, file);
  const body = segment === undefined ? [] : [...packetAt(segment, 1).body.subarray(5)];
  expect(body).toEqual(units.flatMap((unit) => [0, 0, 0, unit.length, ...unit]));
  expect(new Uint8Array(bytes)).toEqual(before);
});

test("opening takes few ranges, wherever the index is", () => {
  const first = buildFile([VIDEO_TRACK, AUDIO_TRACK], fill);
  const moovAt = Buffer.from(first).indexOf("moov") - 4;
  const moovLength = new DataView(first.buffer).getUint32(moovAt);
  // The same with half a megabyte of something before, and the movie box behind.
  const filler = box("free", new Uint8Array(500_000));
  const last = new Uint8Array(
    Buffer.concat([first.subarray(0, moovAt), filler, first.subarray(moovAt, moovAt + moovLength)]),
  );
  for (const bytes of [first, last]) {
    let ranges = 0;
    let byteCount = 0;
    const reader = openMedia(bytes.length);
    for (let step = reader.next(); step.done !== true; ) {
      ranges += 1;
      byteCount += step.value.end - step.value.start;
      try {
        step = reader.next(bytes.subarray(step.value.start, step.value.end));
      } catch {
        // The second has lost its media on the way; it is the way that counts.
        break;
      }
    }
    expect(ranges).toBeLessThanOrEqual(4);
    expect(byteCount).toBeLessThanOrEqual(moovLength + 1_000_000);
  }
});

test("fragments that do not say when they begin follow one another, also to a file opened anew", () => {
  const fragments = upTo(6).flatMap(() => {
    const fragment = buildFragment({ baseTicks: undefined, sampleCount: 25, dataOffset: 0 });
    const dataOffset = fragment.length + 8;
    return [
      buildFragment({ baseTicks: undefined, sampleCount: 25, dataOffset }),
      box("mdat", new Uint8Array(25 * 100)),
    ];
  });
  const bytes = new Uint8Array(Buffer.concat([buildFragmentedHead(), ...fragments]));
  const played = play(bytes);
  expect(timesOf(played, VIDEO)).toEqual(upTo(150).map((row) => row * 40));
});

/** A hundred fragments of a second in 200 KB each, with an index before, behind, or none. */
function longMovie(index: "sidx" | "mfra" | "none"): Uint8Array {
  const FRAGMENT_MEDIA_BYTES = 200_000;
  const one = (seconds: number) => {
    const measured = buildFragment({ baseTicks: 0, sampleCount: 25, dataOffset: 0 });
    return Buffer.concat([
      buildFragment({ baseTicks: seconds * 25, sampleCount: 25, dataOffset: measured.length + 8 }),
      box("mdat", new Uint8Array(FRAGMENT_MEDIA_BYTES)),
    ]);
  };
  const fragments = upTo(100).map(one);
  const fragmentBytes = fragments[0]?.length ?? 0;
  const references = upTo(100).flatMap(() => [fragmentBytes, 25, 0x90000000]);
  const sidx = box("sidx", u32(0, 1, 25, 0, 0), u16(0, 100), u32(references));
  const head = Buffer.concat([buildFragmentedHead(), index === "sidx" ? sidx : new Uint8Array(0)]);
  const entries = upTo(100).flatMap((seconds) => [seconds * 25, head.length + seconds * fragmentBytes]);
  const tfra = box("tfra", u32(0, 1, 0, 100), new Uint8Array(Buffer.concat(entriesOf(entries))));
  const mfra = box("mfra", tfra, box("mfro", u32(0, tfra.length + 24)));
  return new Uint8Array(Buffer.concat([head, ...fragments, index === "mfra" ? mfra : new Uint8Array(0)]));
}

/** Time, offset, and one byte each for the numbers of fragment, run and sample. */
function entriesOf(numbers: readonly number[]): Uint8Array[] {
  return numbers.flatMap((number, index) =>
    index % 2 === 0 ? [u32(number)] : [u32(number), Uint8Array.of(1, 1, 1)],
  );
}

test.for([
  { index: "sidx", maxRanges: 8, durationMs: 100_000 },
  { index: "mfra", maxRanges: 8, durationMs: 99_960 },
  { index: "none", maxRanges: 110, durationMs: 0 },
] as const)("a seek in a hundred fragments, index: $index", ({ index, maxRanges, durationMs }) => {
  const bytes = longMovie(index);
  const bounds = { maxRanges, maxBytes: 64 * 1024 * maxRanges };
  const file = pullBounded(bytes, openMedia(bytes.length), bounds);
  expect(file.durationMs).toBe(durationMs);
  const ref = pullBounded(bytes, file.locate(90_500), bounds);
  expect(ref.startMs).toBe(90_000);
  expect(packetAt(pullBounded(bytes, file.read(ref), bounds), 0).dtsMs).toBe(90_000);
});

test("an index that lies costs a walk, and no wrong place", () => {
  const bytes = longMovie("mfra");
  const at = Buffer.from(bytes).indexOf("tfra") + 20;
  // Every fragment, says the index, begins ten seconds later than it does.
  const view = new DataView(bytes.buffer);
  for (const entry of upTo(100)) view.setUint32(at + entry * 11, Math.max(entry * 25 - 250, 0));
  const file = pullFrom(bytes, openMedia(bytes.length));
  expect(pullFrom(bytes, file.locate(70_500)).startMs).toBe(70_000);
});

test("the index of a long movie is made in steps, with a pause behind each", () => {
  const rows = 100_000;
  const { head, mediaBytes } = buildMovie([
    {
      kind: "video",
      timescale: 25,
      durationTicks: 1,
      sizes: Array.from({ length: rows }, (_, row) => 8 + (row % 8)),
      keys: Array.from({ length: rows / 50 }, (_, index) => index * 50),
    },
  ]);
  let pauses = 0;
  const reader = openMedia(head.length + mediaBytes);
  let step = reader.next();
  while (step.done !== true) {
    const { start, end } = step.value;
    if (start === end) pauses += 1;
    // What lies behind the index are zeros.
    const bytes = new Uint8Array(end - start);
    bytes.set(head.subarray(start, Math.min(end, head.length)));
    step = reader.next(bytes);
  }
  expect(step.value.durationMs).toBe(rows * 40);
  // Sizes, places, times, what lies in the file, milliseconds: each column once, and no step of more than 32,768 rows.
  expect(pauses).toBe(Math.floor((5 * rows + rows / 50) / 32_768));
});
