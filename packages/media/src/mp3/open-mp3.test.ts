import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foreignFile, sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectRoundTrip, expectSeekable, expectWholeSegments, packetsOf } from "../container.cases.ts";
import { openFile, probePackets, readSegments, toFlv } from "../ffprobe.cases.ts";
import { openMedia } from "../open-media.ts";
import { pullFrom } from "../pull.ts";

const folder = mkdtempSync(join(tmpdir(), "oxbow-mp3-"));
afterAll(() => rmSync(folder, { recursive: true }));

const MADE: readonly { name: string; args: readonly string[] }[] = [
  { name: "constant.mp3", args: ["-b:a", "64k"] },
  { name: "constant-bare.mp3", args: ["-b:a", "64k", "-write_xing", "0", "-id3v2_version", "0"] },
  { name: "variable.mp3", args: ["-q:a", "5", "-ac", "2"] },
  { name: "variable-bare.mp3", args: ["-q:a", "5", "-ac", "2", "-write_xing", "0"] },
  { name: "32-khz.mp3", args: ["-ar", "32000", "-b:a", "56k"] },
  { name: "22-khz.mp3", args: ["-ar", "22050", "-b:a", "32k"] },
  { name: "11-khz.mp3", args: ["-ar", "11025", "-b:a", "16k"] },
  {
    name: "tags.mp3",
    args: ["-b:a", "64k", "-write_id3v1", "1", "-metadata", "title=Löwe", "-metadata", "artist=Ы"],
  },
];

beforeAll(() => {
  const sound = "aevalsrc=sin(400*t)*mod(t\\,1)+0.2*random(0)*gt(mod(t\\,4)\\,2):s=48000:d=7";
  for (const { name, args } of MADE) {
    execFileSync("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", sound, ...args, join(folder, name)]);
  }
});

const FILES: readonly { name: string; path: string | undefined }[] = [
  { name: "beep.mp3", path: sampleFile("music/beep.mp3") },
  { name: "vbr.mp3", path: foreignFile("vbr.mp3") },
  ...MADE.map(({ name }) => ({ name, path: join(folder, name) })),
];

for (const { name, path } of FILES) {
  test.skipIf(path === undefined)(`${name}: every frame is the one ffprobe reads`, () => {
    if (path === undefined) return;
    const { bytes, file } = openFile(path);
    const segments = readSegments(bytes, file);
    const expected = probePackets(path);
    const [first] = expected;
    const stream = probePackets("-", toFlv(file, segments));
    expect(stream.map(({ md5 }) => md5)).toEqual(expected.map(({ md5 }) => md5));
    for (const [index, packet] of expected.entries()) {
      // ffprobe shifts what it reads by the delay of the encoder; we begin at 0.
      const expectedMs = packet.dtsMs - (first?.dtsMs ?? 0);
      expect(Math.abs((stream[index]?.dtsMs ?? -1) - expectedMs)).toBeLessThanOrEqual(1);
    }
    const lengthMs = (expected.at(-1)?.dtsMs ?? 0) - (first?.dtsMs ?? 0);
    expect(Math.abs(file.durationMs - lengthMs)).toBeLessThan(name === "variable-bare.mp3" ? 10_000 : 100);
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

test("tells the texts of the tags", () => {
  const { file } = openFile(join(folder, "tags.mp3"));
  expect(file.id3).toMatchObject({ TIT2: "Löwe", songName: "Löwe", TPE1: "Ы", artist: "Ы" });
});

/** Silent frames of MPEG-1 at 44.1 kHz, without padding: 0x50 is 64, 0x90 is 128 kbit/s. */
function frames(count: number, rate: 0x50 | 0x90): Uint8Array {
  const byteLength = rate === 0x50 ? 208 : 417;
  const bytes = new Uint8Array(count * byteLength);
  for (let at = 0; at < bytes.length; at += byteLength) bytes.set([0xff, 0xfb, rate, 0x00], at);
  return bytes;
}

test("a rate that was constant only at first is found out, and frames are counted", () => {
  const bytes = new Uint8Array(Buffer.concat([frames(100, 0x50), frames(300, 0x90), frames(100, 0x50)]));
  const file = pullFrom(bytes, openMedia(bytes.length));
  const segments = readSegments(bytes, file);
  expect(packetsOf(segments).length).toBe(500);
  expectWholeSegments(file, segments);
  expectSeekable(bytes, segments);
});

test("junk between frames is passed over, even where it looks like a frame", () => {
  const junk = new Uint8Array(5000).fill(0x55);
  junk.set([0xff, 0xfb, 0x90, 0x00], 1000);
  const bytes = new Uint8Array(Buffer.concat([frames(100, 0x50), junk, frames(100, 0x50)]));
  const file = pullFrom(bytes, openMedia(bytes.length));
  const segments = readSegments(bytes, file);
  expect(packetsOf(segments).length).toBe(200);
  expectSeekable(bytes, segments);
});
