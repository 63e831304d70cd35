import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foreignFile, sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ByteReader } from "../bytes/byte-reader.ts";
import { expectRoundTrip, expectSeekable, expectWholeSegments, md5, packetsOf } from "../container.cases.ts";
import { openFile, probePackets, readSegments, remuxToFlv, toFlv } from "../ffprobe.cases.ts";
import { openMedia } from "../open-media.ts";
import { AUDIO, type Packet, type PacketKind, VIDEO } from "../packet.ts";
import { pullFrom } from "../pull.ts";

const folder = mkdtempSync(join(tmpdir(), "oxbow-mp4-"));
afterAll(() => rmSync(folder, { recursive: true }));

const BASE = join(folder, "b-frames.mp4");
const COPY = ["-i", BASE, "-c", "copy"];

/** Made from one short clip with B-frames, 29.97 frames a second and 48 kHz sound. */
const MADE: readonly { name: string; args: readonly string[] }[] = [
  { name: "index-first.mp4", args: [...COPY, "-movflags", "faststart"] },
  { name: "fragmented.mp4", args: [...COPY, "-movflags", "frag_keyframe+empty_moov"] },
  {
    name: "fragments-of-one-track.mp4",
    args: [...COPY, "-movflags", "frag_keyframe+empty_moov+default_base_moof+separate_moof"],
  },
  {
    name: "segment-index.mp4",
    args: [...COPY, "-movflags", "frag_keyframe+empty_moov+default_base_moof+global_sidx"],
  },
  { name: "dash.mp4", args: [...COPY, "-movflags", "dash+frag_keyframe"] },
  {
    name: "many-fragments-no-index.mp4",
    args: [...COPY, "-movflags", "frag_keyframe+empty_moov+skip_trailer", "-frag_duration", "300000"],
  },
  { name: "signed-compositions.mp4", args: [...COPY, "-movflags", "negative_cts_offsets"] },
  { name: "cut-between-keys.mp4", args: ["-ss", "2.4", "-i", BASE, "-t", "3", "-c", "copy"] },
  { name: "cut-at-end.mp4", args: ["-i", BASE, "-t", "3.3", "-c", "copy"] },
  {
    name: "late-picture.mp4",
    args: ["-itsoffset", "1.5", "-i", BASE, "-i", BASE, "-map", "0:v", "-map", "1:a", "-c", "copy"],
  },
  { name: "quicktime.mov", args: COPY },
  { name: "quicktime-mp3.mov", args: [...COPY, "-c:a", "libmp3lame"] },
  { name: "mp3.mp4", args: [...COPY, "-c:a", "libmp3lame"] },
  { name: "phone.3gp", args: COPY },
  { name: "flash.f4v", args: COPY },
  { name: "picture-only.m4v", args: [...COPY, "-an"] },
  { name: "sound-only.m4a", args: [...COPY, "-vn"] },
  {
    name: "two-sounds.mp4",
    args: [...COPY, "-map", "0:v", "-map", "0:a", "-map", "0:a", "-disposition:a:1", "default"],
  },
  { name: "90-khz-clock.mp4", args: [...COPY, "-video_track_timescale", "90000"] },
];

/** What FLV did not have when ffmpeg 5.1 was made: compared with the packets of the file itself. */
const ENHANCED: readonly { name: string; args: readonly string[]; fourCcs: readonly string[] }[] = [
  {
    name: "hevc-ac3.mp4",
    args: ["-c:v", "libx265", "-x265-params", "log-level=none:keyint=30", "-tag:v", "hvc1", "-c:a", "ac3"],
    fourCcs: ["hvc1", "ac-3"],
  },
  {
    name: "av1-opus.mp4",
    args: ["-c:v", "libaom-av1", "-cpu-used", "8", "-g", "30", "-c:a", "libopus"],
    fourCcs: ["av01", "Opus"],
  },
  {
    name: "vp9-flac.mp4",
    args: ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "flac", "-strict", "-2"],
    fourCcs: ["vp09", "fLaC"],
  },
];

function ffmpeg(...args: readonly string[]): void {
  execFileSync("ffmpeg", ["-v", "error", "-y", ...args]);
}

function generate(size: string, seconds: number): readonly string[] {
  const picture = `testsrc2=s=${size}:r=30000/1001:d=${seconds}`;
  return ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", `sine=r=48000:d=${seconds}`];
}

beforeAll(() => {
  ffmpeg(
    ...generate("160x90", 6.5),
    "-c:v",
    "libx264",
    "-preset",
    "veryfast",
    "-bf",
    "3",
    "-g",
    "30",
    "-c:a",
    "aac",
    BASE,
  );
  for (const { name, args } of MADE) ffmpeg(...args, join(folder, name));
  for (const { name, args } of ENHANCED) ffmpeg(...generate("64x64", 2.5), ...args, join(folder, name));
});

interface Case {
  readonly name: string;
  readonly path: string | undefined;
  /** For ffmpeg, before the input. */
  readonly options?: readonly string[];
  /** Samples at the end which the file calls sync samples, and which ffmpeg's H.264 parser knows better. */
  readonly falseKeys?: number;
  /** Nothing tells how long it lasts. */
  readonly hasNoIndex?: boolean;
}

const FILES: readonly Case[] = [
  { name: "clock.mp4", path: sampleFile("videos/clock.mp4") },
  { name: "h264-aac.f4v", path: foreignFile("h264-aac.f4v"), falseKeys: 2 },
  { name: "edit-list.mp4", path: foreignFile("edit-list.mp4") },
  { name: "with-cover.m4a", path: foreignFile("with-cover.m4a"), options: ["-vn"] },
  { name: "b-frames.mp4", path: BASE },
  ...MADE.map(({ name }) => ({ name, path: join(folder, name), hasNoIndex: name.includes("no-index") })),
];

/** ffmpeg closes AVC with an end of sequence, which is no sample. */
function isSample({ kind, body }: Packet): boolean {
  return !(kind === VIDEO && body[1] === 2);
}

/**
 * The first byte of a body. Sound entries of MP4 say two channels whatever there is, so that of MP3 is compared
 * without its stereo bit: ffmpeg has looked into the frames.
 */
function formatOf({ kind, body }: Packet): number {
  const first = body[0] ?? -1;
  return kind === AUDIO && first >> 4 === 2 ? first & 0xfe : first;
}

/** One track's packets; a picture's composition time stands by itself, since rounding may move it by one. */
function trackOf(packets: readonly Packet[], kind: PacketKind): unknown[] {
  const headerBytes = kind === VIDEO ? 5 : 2;
  return packets
    .filter((packet) => packet.kind === kind)
    .map((packet) => {
      const { isKey, body } = packet;
      return [isKey, formatOf(packet), body[1], body.length, md5(body.subarray(headerBytes))];
    });
}

function timesOf(packets: readonly Packet[], kind: PacketKind): number[] {
  return packets
    .filter((packet) => packet.kind === kind)
    .flatMap(({ dtsMs, body }) => (kind === VIDEO ? [dtsMs, dtsMs + compositionOf(body, 2)] : [dtsMs]));
}

function compositionOf(body: Uint8Array, offset: number): number {
  return new ByteReader(body.subarray(offset)).readInt24();
}

test("clock.mp4 as FLV: ffprobe reads from it what it reads from ffmpeg's own remux", () => {
  const path = sampleFile("videos/clock.mp4");
  const { bytes, file } = openFile(path);
  const stream = toFlv(file, readSegments(bytes, file));
  expect(probePackets("-", stream)).toEqual(probePackets("-", remuxToFlv(path)));
});

for (const { name, path, options = [], falseKeys = 0, hasNoIndex = false } of FILES) {
  test.skipIf(path === undefined)(`${name}: packets and times are those of ffmpeg's own remux`, () => {
    if (path === undefined) return;
    const { bytes, file } = openFile(path);
    const remuxed = remuxToFlv(path, ...options);
    const remuxedFile = pullFrom(remuxed, openMedia(remuxed.length));
    const packets = packetsOf(readSegments(bytes, file));
    const expected = packetsOf(readSegments(remuxed, remuxedFile)).filter(isSample);
    expect(expected.length).toBeGreaterThan(0);
    for (const kind of [VIDEO, AUDIO] as const) {
      const mine = trackOf(packets, kind);
      const theirs = trackOf(expected, kind);
      const compared = theirs.length - (kind === VIDEO ? falseKeys : 0);
      expect(mine.length).toBe(theirs.length);
      expect(mine.slice(0, compared)).toEqual(theirs.slice(0, compared));
      const times = timesOf(packets, kind);
      const furthestMs = timesOf(expected, kind).map((timeMs, index) =>
        Math.abs(timeMs - (times[index] ?? -9)),
      );
      expect(Math.max(0, ...furthestMs)).toBeLessThanOrEqual(1);
    }
    expect(file.sequenceHeaders.map(({ body }) => md5(body))).toEqual(
      remuxedFile.sequenceHeaders.map(({ body }) => md5(body)),
    );
    expect(file.enhancedFourCcs).toEqual([]);
    // The end of the last sample, which lasts up to 50 ms; preroll may shift it by a second.
    const endMs = Math.max(...packets.map(({ dtsMs }) => dtsMs));
    if (!hasNoIndex) expect(Math.abs(file.durationMs - endMs)).toBeLessThan(1100);
    else expect(file.durationMs).toBe(0);
  });

  test.skipIf(path === undefined)(`${name}: segments are whole and seekable`, () => {
    if (path === undefined) return;
    const { bytes, file } = openFile(path);
    const segments = readSegments(bytes, file);
    expectWholeSegments(file, segments);
    expectSeekable(bytes, segments);
    expectRoundTrip(file, segments);
  });
}

/** Bytes before the data: enhanced header and fourCC, and for HEVC the composition time. */
const HEADER_BYTES: Readonly<Record<string, number>> = { hvc1: 8 };

test.for(ENHANCED)("$name: enhanced packets carry the samples of the file", ({ name, fourCcs }) => {
  const path = join(folder, name);
  const { bytes, file } = openFile(path);
  expect(file.enhancedFourCcs).toEqual(fourCcs);
  expect([file.videoCodec, file.audioCodec]).toEqual(fourCcs);
  const segments = readSegments(bytes, file);
  expectWholeSegments(file, segments);
  expectSeekable(bytes, segments);
  expectRoundTrip(file, segments);
  const packets = packetsOf(readSegments(bytes, file));
  const probed = probePackets(path);
  const originMs = Math.min(...probed.map(({ dtsMs }) => dtsMs));
  for (const [kind, codec] of [
    ["video", file.videoCodec],
    ["audio", file.audioCodec],
  ] as const) {
    const mine = packets.filter((packet) => packet.kind === (kind === "video" ? VIDEO : AUDIO));
    const expected = probed.filter((packet) => packet.kind === kind);
    expect(mine.length).toBe(expected.length);
    for (const [index, packet] of mine.entries()) {
      const { body } = packet;
      const { dtsMs = -9, ptsMs = -9, md5: hash, isKey } = expected[index] ?? {};
      const headerBytes = HEADER_BYTES[codec ?? ""] ?? 5;
      expect(`md5:${md5(body.subarray(headerBytes))}`).toBe(hash);
      expect(packet.isKey).toBe(isKey);
      expect(Math.abs(packet.dtsMs - (dtsMs - originMs))).toBeLessThanOrEqual(1);
      if (codec !== "hvc1") continue;
      expect(Math.abs(packet.dtsMs + compositionOf(body, 5) - (ptsMs - originMs))).toBeLessThanOrEqual(1);
    }
  }
});

test("a codec that FLV cannot carry is said to be none", () => {
  const path = join(folder, "mpeg4.mp4");
  ffmpeg("-f", "lavfi", "-i", "testsrc2=s=160x90:d=1", "-c:v", "mpeg4", path);
  expect(() => openFile(path)).toThrow(expect.objectContaining({ code: "ERR_MEDIA_NO_SUPPORTED_TRACK" }));
});

test("metadata are those Flash Media Server wrote", () => {
  const { file } = openFile(sampleFile("videos/clock.mp4"));
  expect(file.metadata).toMatchObject({
    duration: expect.closeTo(20, 0),
    moovPosition: 32,
    width: 640,
    height: 360,
    videocodecid: "avc1",
    avcprofile: 77,
    audiocodecid: "mp4a",
    aacaot: 2,
    trackinfo: [
      { sampledescription: [{ sampletype: "avc1" }] },
      { sampledescription: [{ sampletype: "mp4a" }] },
    ],
  });
});
