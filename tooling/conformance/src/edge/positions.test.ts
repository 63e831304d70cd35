/** Playing from the middle: at the nearest key frame not after the place asked for, whole from its first frame. */

import { join } from "node:path";
import { type ProbedPacket, probePackets, runCommand, runOrFail, sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSurroundings, type Surroundings } from "../foreign-client.ts";
import { playNameOf } from "./made-titles.ts";
import { serveStreams } from "./serve-streams.ts";

const PICTURE = ["-f", "lavfi", "-i", "testsrc2=s=96x64:r=25:d=20", "-f", "lavfi", "-i", "sine=r=44100:d=20"];
const H264 = [
  "-c:v",
  "libx264",
  "-preset",
  "ultrafast",
  "-bf",
  "2",
  "-g",
  "40",
  "-sc_threshold",
  "0",
  "-c:a",
  "aac",
];
/** One picture a second for five hours: beyond the 16,777,215 ms that a timestamp of three bytes tells. */
const LONG = [
  "-f",
  "lavfi",
  "-i",
  "color=s=32x32:r=1:d=18000",
  "-c:v",
  "libx264",
  "-preset",
  "ultrafast",
  "-g",
  "10",
];

const RECIPES: readonly { readonly key: string; readonly args: readonly string[] }[] = [
  { key: "indexed.flv", args: [...PICTURE, ...H264, "-flvflags", "add_keyframe_index"] },
  { key: "unindexed.flv", args: ["-i", "IN/indexed.flv", "-c", "copy", "-flvflags", "no_metadata"] },
  { key: "movie.mp4", args: [...PICTURE, ...H264] },
  {
    key: "fragments.mp4",
    args: ["-i", "IN/movie.mp4", "-c", "copy", "-movflags", "frag_keyframe+empty_moov"],
  },
  { key: "long.flv", args: LONG },
];
const MOVIES = ["indexed.flv", "unindexed.flv", "movie.mp4", "fragments.mp4"];
const SECONDS = [0.5, 7.3, 12.8, 19.5];
const FRAME_MS = 40;

let it: Surroundings;
let host: string;
const pictures = new Map<string, readonly ProbedPacket[]>();

beforeAll(async () => {
  it = await openSurroundings({ deploy: "next-read" });
  ({ host } = new URL(it.cloud.rtmp));
  for (const { key, args } of RECIPES) {
    const inputs = args.map((arg) => arg.replace(/^IN\//, `${it.folder}/`));
    await runOrFail("ffmpeg", ["-v", "error", ...inputs, join(it.folder, key)]);
    pictures.set(key, await picturesOf(join(it.folder, key)));
  }
  const files = [...RECIPES.map(({ key }) => ({ key, path: join(it.folder, key) }))];
  await serveStreams(it.cloud, "positions", [
    ...files,
    { key: "beep.mp3", path: sampleFile("music/beep.mp3") },
  ]);
});
afterAll(async () => {
  await it?.close();
});

async function picturesOf(path: string): Promise<readonly ProbedPacket[]> {
  return (await probePackets(path)).filter(({ kind }) => kind === "video");
}

/** The file's pictures from the key frame on that a viewer should begin with. */
function picturesFrom(key: string, seconds: number): readonly ProbedPacket[] {
  const whole = pictures.get(key) ?? [];
  const firstMs = whole[0]?.dtsMs ?? 0;
  return whole.slice(
    whole.findLastIndex(({ isKey, dtsMs }) => isKey && (dtsMs ?? 0) - firstMs <= seconds * 1000),
  );
}

/** Every frame from the first on decodes, and nothing is missing or left over. */
async function expectDecodable(path: string): Promise<void> {
  const { stderr } = await runOrFail("ffmpeg", [
    ...["-v", "error", "-xerror", "-err_detect", "explode", "-i", path, "-f", "null", "-"],
  ]);
  expect(stderr).toBe("");
}

async function rtmpdump(key: string, ...args: readonly string[]): Promise<string> {
  const path = join(it.folder, "dump.flv");
  const { code, stderr } = await runCommand("rtmpdump", [
    ...["-q", "-r", `rtmp://${host}`, "-a", "cfx/st", "-y", playNameOf(key), ...args, "-o", path],
  ]);
  // It ends with 2 when the last timestamp is short of the file's own idea of its duration.
  if (code !== 0 && code !== 2) throw new Error(`rtmpdump ended with ${code}: ${stderr}`);
  return path;
}

describe.each(MOVIES)("%s", (key) => {
  test.for(SECONDS)("rtmpdump --start %d", async (seconds) => {
    const path = await rtmpdump(key, "--start", String(seconds));
    const got = await picturesOf(path);
    expect(got.map(({ hash }) => hash)).toEqual(picturesFrom(key, seconds).map(({ hash }) => hash));
    // The clock begins at 0, to which librtmp adds what it asked for.
    expect(Math.abs((got[0]?.dtsMs ?? 0) - seconds * 1000)).toBeLessThanOrEqual(1);
    await expectDecodable(path);
  });

  test.for(SECONDS)("ffmpeg ?start=%d by HTTP", async (seconds) => {
    const path = join(it.folder, "http.flv");
    const url = `http://${host}/cfx/st/${key}?buffer=3600&start=${seconds}`;
    await runOrFail("ffmpeg", ["-v", "error", "-y", "-i", url, "-c", "copy", "-copyts", path]);
    const [got, wanted] = [await picturesOf(path), picturesFrom(key, seconds)];
    expect(got.map(({ hash }) => hash)).toEqual(wanted.map(({ hash }) => hash));
    await expectDecodable(path);
  });

  // ffmpeg goes 130 ms further back where pictures are reordered: none of these has a key frame in between.
  test.for([0.5, 7.3, 13.1, 19.5])("ffmpeg -ss %d by RTMP: a seek", async (seconds) => {
    const path = join(it.folder, "seek.flv");
    // What lies within the client's buffer comes at once; a stream that was sent to its end it would not seek in.
    const wanted = picturesFrom(key, seconds).slice(0, 50);
    await runOrFail("ffmpeg", [
      ...[
        "-v",
        "error",
        "-y",
        "-noaccurate_seek",
        "-ss",
        String(seconds),
        "-i",
        `rtmp://${host}/cfx/st/${key}`,
      ],
      ...["-map", "0:v", "-frames:v", String(wanted.length), "-c", "copy", "-copyts", path],
    ]);
    const got = await picturesOf(path);
    expect(got.map(({ hash, dtsMs }) => [hash, dtsMs])).toEqual(
      wanted.map(({ hash, dtsMs }) => [
        hash,
        Math.round((dtsMs ?? 0) - (pictures.get(key)?.[0]?.dtsMs ?? 0)),
      ]),
    );
    await expectDecodable(path);
  });

  test.for([2, 5.5])("rtmpdump --stop: %d s from 4 s on, to within a frame", async (seconds) => {
    const path = await rtmpdump(key, "--start", "4", "--stop", String(4 + seconds));
    const got = await picturesOf(path);
    const lastsMs = (got.at(-1)?.dtsMs ?? 0) - (got[0]?.dtsMs ?? 0) + FRAME_MS;
    expect(Math.abs(lastsMs - seconds * 1000)).toBeLessThanOrEqual(FRAME_MS);
  });
});

test("sound alone begins at the frame asked for", async () => {
  const path = await rtmpdump("beep.mp3", "--start", "3.3");
  const whole = await probePackets(sampleFile("music/beep.mp3"));
  const got = await probePackets(path);
  expect(got.map(({ hash }) => hash)).toEqual(whole.slice(-got.length).map(({ hash }) => hash));
  const firstMs = (whole.at(-got.length)?.dtsMs ?? 0) - (whole[0]?.dtsMs ?? 0);
  expect(3300 - firstMs).toBeGreaterThanOrEqual(0);
  expect(3300 - firstMs).toBeLessThan(30);
});

describe("timestamps of more than three bytes", () => {
  const BOUNDARY_SECONDS = 16_777.215;

  test("ffmpeg", async () => {
    const path = join(it.folder, "extended.flv");
    await runOrFail("ffmpeg", [
      ...["-v", "error", "-y", "-rtmp_buffer", "3600000", "-noaccurate_seek", "-ss", "16770", "-t", "60"],
      ...["-i", `rtmp://${host}/cfx/st/long.flv`, "-c", "copy", "-copyts", path],
    ]);
    const got = (await picturesOf(path)).filter(({ dtsMs }) => (dtsMs ?? 0) >= 16_770_000);
    const whole = pictures.get("long.flv") ?? [];
    const from = whole.findIndex(({ dtsMs }) => dtsMs === got[0]?.dtsMs);
    expect(got).toEqual(whole.slice(from, from + got.length));
    expect(got.at(-1)?.dtsMs).toBeGreaterThan(BOUNDARY_SECONDS * 1000);
  });

  test.for(["rtmp", "rtmpt"])("rtmpdump %s", async (scheme) => {
    const path = join(it.folder, "extended-dump.flv");
    await runCommand("rtmpdump", [
      ...["-q", "-r", `${scheme}://${host}`, "-a", "cfx/st", "-y", "long", "--start", "16000", "-o", path],
    ]);
    const [got, wanted] = [await picturesOf(path), picturesFrom("long.flv", 16_000)];
    expect(got.map(({ hash, dtsMs }) => [hash, dtsMs])).toEqual(
      wanted.map(({ hash, dtsMs }) => [hash, dtsMs]),
    );
    expect(got.at(-1)?.dtsMs).toBeGreaterThan(BOUNDARY_SECONDS * 1000);
  });
});
