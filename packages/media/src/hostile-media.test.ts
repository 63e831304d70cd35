import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Amf0EcmaArray, type Amf0Value } from "./amf/amf0.ts";
import { encodeAmf0 } from "./amf/encode-amf0.ts";
import { playThrough } from "./bounded-pull.cases.ts";
import { openFile, readSegments } from "./ffprobe.cases.ts";
import { encodeFlvTag, flvHeader } from "./flv/flv-tag.ts";
import {
  type BuiltTrack,
  box,
  buildFile,
  buildFragment,
  buildFragmentedHead,
  buildMovie,
  u32,
} from "./mp4/mp4-builder.cases.ts";
import { mutate, randomFrom } from "./mutate.cases.ts";
import { openMedia } from "./open-media.ts";
import { pullFrom } from "./pull.ts";

const STRUCTURE = "ERR_MEDIA_STRUCTURE";
const NO_TRACK = "ERR_MEDIA_NO_SUPPORTED_TRACK";
const text = (value: string) => new TextEncoder().encode(value);
const concat = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

const FRAME = Uint8Array.of(0x17, 1, 0, 0, 0, 0, 0, 0, 1, 9);
const videoTag = (dtsMs: number) => encodeFlvTag({ kind: 9, dtsMs, body: FRAME });
const metadataTag = (value: Amf0Value) =>
  encodeFlvTag({ kind: 18, dtsMs: 0, body: encodeAmf0(["onMetaData", value]) });
const flv = (...tags: readonly Uint8Array[]) => concat(flvHeader({ audio: false, video: true }), ...tags);

const TRACK: BuiltTrack = {
  kind: "video",
  timescale: 25,
  durationTicks: 1,
  sizes: Array.from({ length: 200 }, () => 100),
  keys: [0, 50, 100, 150],
};
const movie = (track: Partial<BuiltTrack> = {}) =>
  buildFile([{ ...TRACK, ...track }], (_track, _row, length) => new Uint8Array(length));

/** Fragments of up to a hundred samples, each with as many bytes. */
const fragmented = (...fragments: readonly Parameters<typeof buildFragment>[0][]) =>
  concat(
    buildFragmentedHead(),
    ...fragments.flatMap((fragment) => [buildFragment(fragment), box("mdat", new Uint8Array(10_000))]),
  );

/** The movie with something after the name of a box changed: offsets count from the box's own start. */
function withChanged(type: string, changes: Readonly<Record<number, number>>): Uint8Array {
  const file = movie();
  const at = Buffer.from(file).indexOf(type, 0, "latin1") - 4;
  const view = new DataView(file.buffer);
  for (const [offset, value] of Object.entries(changes)) view.setUint32(at + Number(offset), value);
  return file;
}

/** `undefined`: it plays, as far as it goes. */
const HOSTILE: readonly { name: string; bytes: () => Uint8Array; code: string | undefined }[] = [
  { name: "one byte", bytes: () => Uint8Array.of(0x46), code: STRUCTURE },
  { name: "text", bytes: () => text("<html><body>404 Not Found</body></html>"), code: STRUCTURE },
  { name: "a megabyte of zeros", bytes: () => new Uint8Array(1e6), code: STRUCTURE },
  { name: "a megabyte of 0xFF", bytes: () => new Uint8Array(1e6).fill(0xff), code: STRUCTURE },

  { name: "FLV: half a header", bytes: () => text("FLV").slice(), code: STRUCTURE },
  { name: "FLV: a header and nothing", bytes: () => flv(), code: STRUCTURE },
  { name: "FLV: metadata and nothing", bytes: () => flv(metadataTag({})), code: NO_TRACK },
  { name: "FLV: first tag beyond the end", bytes: () => flv(videoTag(0).subarray(0, 15)), code: STRUCTURE },
  {
    name: "FLV: last tag beyond the end",
    bytes: () => flv(videoTag(0), videoTag(40).subarray(0, 15)),
    code: undefined,
  },
  { name: "FLV: no last back pointer", bytes: () => flv(videoTag(0).slice(0, -4)), code: undefined },
  { name: "FLV: zeros behind a tag", bytes: () => flv(videoTag(0), new Uint8Array(1e6)), code: undefined },
  {
    name: "FLV: data offset of 4 GB",
    bytes: () => {
      const file = flv(videoTag(0));
      file.fill(0xff, 5, 9);
      return file;
    },
    code: STRUCTURE,
  },
  {
    name: "FLV: metadata that nest without end",
    bytes: () => {
      const bomb = new Uint8Array(100_000).map((_, index) => [0x0a, 0, 0, 0, 1][index % 5] ?? 0);
      const name = encodeAmf0(["onMetaData"]);
      return flv(encodeFlvTag({ kind: 18, dtsMs: 0, body: concat(name, bomb) }), videoTag(0));
    },
    code: undefined,
  },
  {
    name: "FLV: keyframes that lie",
    bytes: () => {
      const keyframes = { times: [0, 1, 2, 3], filepositions: [13, 14, 15, 16] };
      const tags = Array.from({ length: 100 }, (_, index) => videoTag(index * 100));
      return flv(metadataTag(new Amf0EcmaArray({ duration: 10, keyframes })), ...tags);
    },
    code: undefined,
  },
  {
    name: "FLV: keyframes between two bytes",
    bytes: () => {
      const keyframes = { times: [0, 1, 2, 3], filepositions: [100.5, 1000.25, 1500.75, 2000.5] };
      const tags = Array.from({ length: 100 }, (_, index) => videoTag(index * 100));
      return flv(metadataTag(new Amf0EcmaArray({ duration: 10, keyframes })), ...tags);
    },
    code: undefined,
  },
  {
    name: "FLV: a hundred thousand empty tags",
    bytes: () => {
      const empty = encodeFlvTag({ kind: 8, dtsMs: 0, body: new Uint8Array(0) });
      const tags = new Uint8Array(100_000 * empty.length);
      for (let at = 0; at < tags.length; at += empty.length) tags.set(empty, at);
      return flv(videoTag(0), tags);
    },
    code: undefined,
  },

  { name: "MP4: nothing but ftyp", bytes: () => box("ftyp", text("isom")), code: STRUCTURE },
  {
    name: "MP4: boxes without end",
    bytes: () => concat(box("ftyp"), ...Array.from({ length: 1e5 }, () => box("free"))),
    code: STRUCTURE,
  },
  {
    name: "MP4: a box of 7 bytes",
    bytes: () => concat(box("ftyp"), u32(7, 0x6d6f6f76), new Uint8Array(99)),
    code: STRUCTURE,
  },
  {
    name: "MP4: a box of 2^64 - 1 bytes",
    bytes: () => concat(box("ftyp"), u32(1, 0x66726565, 0xffffffff, 0xffffffff)),
    code: STRUCTURE,
  },
  {
    name: "MP4: moov beyond the end",
    bytes: () => concat(box("ftyp"), u32(1e6, 0x6d6f6f76)),
    code: STRUCTURE,
  },
  {
    name: "MP4: moov without tracks",
    bytes: () => concat(box("ftyp"), box("moov", box("mvhd", new Uint8Array(100)))),
    code: NO_TRACK,
  },
  { name: "MP4: moov that is its own end", bytes: () => withChanged("moov", { 0: 0 }), code: undefined },
  { name: "MP4: an inner box of no bytes", bytes: () => withChanged("stsz", { 0: 4 }), code: STRUCTURE },
  {
    name: "MP4: an inner box larger than its parent",
    bytes: () => withChanged("stts", { 0: 0x00ffffff }),
    code: STRUCTURE,
  },
  {
    name: "MP4: 10^9 samples of one size",
    bytes: () => withChanged("stsz", { 12: 1, 16: 1e9 }),
    code: STRUCTURE,
  },
  {
    name: "MP4: 10^9 samples of their own size",
    bytes: () => withChanged("stsz", { 16: 1e9 }),
    code: STRUCTURE,
  },
  {
    name: "MP4: 5 million samples of one byte",
    bytes: () => withChanged("stsz", { 12: 1, 16: 5e6 }),
    code: undefined,
  },
  { name: "MP4: samples of 4 GB", bytes: () => withChanged("stsz", { 20: 0xffffffff }), code: STRUCTURE },
  {
    name: "MP4: more chunks than there are",
    bytes: () => withChanged("stco", { 12: 0xffffffff }),
    code: STRUCTURE,
  },
  {
    name: "MP4: the first chunk beyond the end",
    bytes: () => withChanged("stco", { 16: 0x7fffffff }),
    code: STRUCTURE,
  },
  {
    name: "MP4: a later chunk beyond the end",
    bytes: () => withChanged("stco", { 40: 0x7fffffff }),
    code: undefined,
  },
  { name: "MP4: stsc from chunk 0", bytes: () => withChanged("stsc", { 16: 0 }), code: STRUCTURE },
  {
    name: "MP4: chunks of 2^32 samples",
    bytes: () => withChanged("stsc", { 20: 0xffffffff }),
    code: undefined,
  },
  { name: "MP4: chunks of no samples", bytes: () => withChanged("stsc", { 20: 0 }), code: STRUCTURE },
  {
    name: "MP4: times for half of the samples",
    bytes: () => withChanged("stts", { 16: 100 }),
    code: undefined,
  },
  {
    name: "MP4: samples that last 136 years",
    bytes: () => withChanged("stts", { 20: 0xffffffff }),
    code: STRUCTURE,
  },
  {
    name: "MP4: a key sample that does not exist",
    bytes: () => withChanged("stss", { 16: 0xffffffff }),
    code: undefined,
  },
  { name: "MP4: a clock that does not tick", bytes: () => withChanged("mdhd", { 20: 0 }), code: NO_TRACK },
  {
    name: "MP4: a movie clock that does not tick",
    bytes: () => withChanged("mvhd", { 20: 0 }),
    code: undefined,
  },
  {
    name: "MP4: a movie clock that does not tick, and edits in it",
    bytes: () => {
      const file = movie({ edits: [{ durationMovieTicks: 1000, mediaTicks: 5 }] });
      const at = Buffer.from(file).indexOf("mvhd") - 4;
      new DataView(file.buffer).setUint32(at + 20, 0);
      return file;
    },
    code: undefined,
  },
  {
    name: "MP4: a fragment",
    bytes: () => fragmented({ baseTicks: 0, sampleCount: 50, dataOffset: 100 }),
    code: undefined,
  },
  {
    name: "MP4: a fragment that lies before the file",
    bytes: () => fragmented({ baseTicks: 0, sampleCount: 50, dataOffset: 0x80000000 }),
    code: STRUCTURE,
  },
  {
    name: "MP4: a fragment behind the file",
    bytes: () => fragmented({ baseTicks: 0, sampleCount: 50, dataOffset: 1e6 }),
    code: STRUCTURE,
  },
  {
    name: "MP4: a fragment that ends behind the file",
    bytes: () => fragmented({ baseTicks: 0, sampleCount: 1000, dataOffset: 100 }),
    code: undefined,
  },
  {
    name: "MP4: a fragment of 10^9 samples",
    bytes: () => fragmented({ baseTicks: 0, sampleCount: 1e9, dataOffset: 100 }),
    code: STRUCTURE,
  },
  {
    name: "MP4: fragments that do not say when they begin",
    bytes: () =>
      fragmented(
        ...Array.from({ length: 20 }, () => ({ baseTicks: undefined, sampleCount: 50, dataOffset: 100 })),
      ),
    code: undefined,
  },
  {
    name: "MP4: fragments that all begin at once",
    bytes: () =>
      fragmented(...Array.from({ length: 20 }, () => ({ baseTicks: 0, sampleCount: 50, dataOffset: 100 }))),
    code: undefined,
  },
  {
    name: "MP4: fragments back in time",
    bytes: () =>
      fragmented(
        ...Array.from({ length: 20 }, (_, index) => ({
          baseTicks: 5000 - index * 50,
          sampleCount: 50,
          dataOffset: 100,
        })),
      ),
    code: undefined,
  },
  {
    name: "MP4: fragments and no movie",
    bytes: () => buildFragment({ baseTicks: 0, sampleCount: 5, dataOffset: 0 }),
    code: STRUCTURE,
  },
  {
    name: "MP4: the whole movie a hundred times over",
    bytes: () =>
      movie({ edits: Array.from({ length: 100 }, () => ({ durationMovieTicks: 8000, mediaTicks: 0 })) }),
    code: undefined,
  },
  {
    name: "MP4: an edit that begins after the end",
    bytes: () => movie({ edits: [{ durationMovieTicks: 1000, mediaTicks: 1e9 }] }),
    code: STRUCTURE,
  },
  {
    name: "MP4: 10,000 edits",
    bytes: () =>
      movie({ edits: Array.from({ length: 1e4 }, () => ({ durationMovieTicks: 8000, mediaTicks: 0 })) }),
    code: STRUCTURE,
  },
  {
    name: "MP4: cut off in the media",
    bytes: () => movie().slice(0, -10_000),
    code: undefined,
  },
  { name: "MP4: cut off before the media", bytes: () => buildMovie([TRACK]).head.slice(), code: STRUCTURE },

  {
    name: "MP3: a tag larger than the file",
    bytes: () => concat(text("ID3"), Uint8Array.of(4, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f), new Uint8Array(99)),
    code: STRUCTURE,
  },
  {
    name: "MP3: a tag and no sound",
    bytes: () => concat(text("ID3"), Uint8Array.of(4, 0, 0, 0, 0, 0, 0), new Uint8Array(99)),
    code: STRUCTURE,
  },
  {
    name: "MP3: one header and no frame",
    bytes: () => Uint8Array.of(0xff, 0xfb, 0x90, 0x00, 1, 2, 3, 4),
    code: STRUCTURE,
  },
];

test.for(HOSTILE)("$name: $code", ({ bytes, code }) => {
  expect(playThrough(bytes())).toBe(code);
});

test("a file that turns out shorter than was said is an error, not a hang", () => {
  const bytes = movie();
  const file = pullFrom(bytes, openMedia(bytes.length));
  const cut = bytes.subarray(0, bytes.length - 15_000);
  expect(() => readSegments(cut, file)).toThrow(expect.objectContaining({ code: STRUCTURE }));
  expect(() => pullFrom(new Uint8Array(0), openMedia(bytes.length))).toThrow(
    expect.objectContaining({ code: STRUCTURE }),
  );
});

const folder = mkdtempSync(join(tmpdir(), "oxbow-fuzz-"));
afterAll(() => rmSync(folder, { recursive: true }));
const clip = (name: string) => join(folder, name);

beforeAll(() => {
  const source = sampleFile("videos/clock.mp4");
  const make = (name: string, ...args: readonly string[]) =>
    execFileSync("ffmpeg", ["-v", "error", "-i", source, "-t", "6", "-c", "copy", ...args, clip(name)]);
  make("whole.mp4", "-movflags", "faststart");
  make("fragmented.mp4", "-movflags", "frag_keyframe+empty_moov");
  make("indexed.mp4", "-movflags", "frag_keyframe+empty_moov+default_base_moof+global_sidx");
  make("keyframes.flv", "-flvflags", "add_keyframe_index");
  execFileSync("ffmpeg", [
    "-v",
    "error",
    "-i",
    sampleFile("music/beep.mp3"),
    "-t",
    "4",
    "-c",
    "copy",
    clip("sound.mp3"),
  ]);
});

const SEEDS: readonly { name: string; structure: (bytes: Uint8Array) => [number, number][] }[] = [
  { name: "whole.mp4", structure: () => [[0, 12_000]] },
  {
    name: "fragmented.mp4",
    structure: (bytes) => [[0, 1300], ...around(bytes, "moof", 600), ...around(bytes, "mfra", 300)],
  },
  {
    name: "indexed.mp4",
    structure: (bytes) => [[0, 1300], ...around(bytes, "moof", 600), ...around(bytes, "sidx", 100)],
  },
  { name: "keyframes.flv", structure: () => [[0, 1500]] },
  { name: "sound.mp3", structure: () => [[0, 400]] },
];

/** Where a box of that name begins, and some bytes on. */
function around(bytes: Uint8Array, type: string, byteLength: number): [number, number][] {
  const found: [number, number][] = [];
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf(type); at >= 0; at = buffer.indexOf(type, at + 4))
    found.push([at - 4, at + byteLength]);
  return found;
}

const ROUNDS = process.env.OXBOW_SOAK ? 20_000 : 400;

test.for(SEEDS)("$name, damaged in any way, plays or is refused", ({ name, structure }) => {
  const bytes = new Uint8Array(readFileSync(clip(name)));
  expect(playThrough(bytes)).toBeUndefined();
  const hot = structure(bytes);
  for (let seed = 0; seed < ROUNDS; seed++) {
    try {
      playThrough(mutate(bytes, randomFrom(seed), hot), 10);
    } catch (error) {
      throw new Error(`${name} with seed ${seed}: ${String(error)}`, { cause: error });
    }
  }
});

test("keyframes that lie cost nothing but a walk", () => {
  const { bytes, file } = openFile(clip("keyframes.flv"));
  const honest = readSegments(bytes, file).map(({ ref }) => ref);
  const at = Buffer.from(bytes).indexOf("filepositions");
  const lying = bytes.slice();
  // The second position, one byte off: a string of 13, an array marker, its count, one double of nine bytes.
  new DataView(lying.buffer).setFloat64(at + 13 + 5 + 9 + 1, (honest[1]?.id ?? 0) + 1);
  const lyingFile = pullFrom(lying, openMedia(lying.length));
  for (const ref of honest) expect(pullFrom(lying, lyingFile.locate(ref.startMs))).toEqual(ref);
});
