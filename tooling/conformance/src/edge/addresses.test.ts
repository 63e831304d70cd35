/** Every way in which a client takes a URL apart leads to the right object, and to no other of a similar name. */

import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { probePackets, runCommand, runOrFail } from "@oxbow/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSurroundings, type Surroundings } from "../foreign-client.ts";
import { serveStreams } from "./serve-streams.ts";
import { RTMP_CLIENTS } from "./stream-clients.ts";

/** Those that are asked for, and those that a mistake would find. */
const KEYS = [
  ...["mediafile.flv", "x.mp4", "videos/x.mp4", "dir/video.mp4", "dir/sub/v.flv", "song.mp3", "a b.flv"],
  ...[
    "videos/mediafile.flv",
    "video.mp4",
    "v.flv",
    "sub/v.flv",
    "dir/v.flv",
    "music/song.mp3",
    "x.flv",
    "b.flv",
  ],
];

/** The matrix of what URLs mean, whatever application and name a client makes of them. */
const PATHS = [
  { urlPath: "cfx/st/mediafile.flv", key: "mediafile.flv" },
  { urlPath: "cfx/st/mp4:x.mp4", key: "x.mp4" },
  { urlPath: "cfx/st/mp4:videos/x.mp4", key: "videos/x.mp4" },
  { urlPath: "cfx/st/dir/video.mp4", key: "dir/video.mp4" },
  { urlPath: "cfx/st/dir/sub/v.flv", key: "dir/sub/v.flv" },
  { urlPath: "cfx/st/x.mp4?Expires=4000000000&Signature=abc_~-&Key-Pair-Id=APKA", key: "x.mp4" },
  { urlPath: "cfx/st/videos/mediafile.flv?user=1&b=2", key: "videos/mediafile.flv" },
  { urlPath: "cfx/st/song.mp3", key: "song.mp3" },
  { urlPath: "cfx/st/a%20b.flv", key: "a b.flv" },
];

let it: Surroundings;
const expected = new Map<string, string>();

beforeAll(async () => {
  it = await openSurroundings({ deploy: "next-read" });
  const files = [];
  for (const [index, key] of KEYS.entries()) {
    const path = join(it.folder, "objects", key);
    await mkdir(dirname(path), { recursive: true });
    // Each sounds its own tone, so that none can be taken for another.
    const tone = ["-f", "lavfi", "-i", `sine=f=${400 + 50 * index}:r=44100:d=1`];
    const picture = ["-f", "lavfi", "-i", "color=s=32x32:r=10:d=1", "-c:v", "libx264", "-shortest"];
    const tracks = key.endsWith(".mp3") ? tone : [...tone, ...picture];
    await runOrFail("ffmpeg", ["-v", "error", ...tracks, path]);
    files.push({ key, path });
    expected.set(key, await soundOf(path));
  }
  await serveStreams(it.cloud, "addresses", files);
});
afterAll(async () => {
  await it?.close();
});

async function soundOf(path: string): Promise<string> {
  const packets = await probePackets(path);
  return packets.flatMap(({ kind, hash }) => (kind === "audio" ? [hash] : [])).join();
}

describe.each(RTMP_CLIENTS)("$name", (client) => {
  test.for(PATHS)("$urlPath", async ({ urlPath, key }) => {
    const path = join(it.folder, "recorded.flv");
    await client.record({ host: new URL(it.cloud.rtmp).host, playName: "", key, urlPath }, path);
    expect(await soundOf(path)).toBe(expected.get(key));
  });
});

test.for([
  { app: "cfx", name: "st/mediafile", key: "mediafile.flv" },
  { app: "cfx", name: "mp4:st/videos/x.mp4", key: "videos/x.mp4" },
  { app: "cfx/st/_definst_", name: "mp4:x", key: "x.mp4" },
  { app: "cfx/st/", name: "flv:dir/sub/v", key: "dir/sub/v.flv" },
  { app: "cfx/st", name: "id3:song", key: "song.mp3" },
])("$app and $name, as players of their own mind connect", async ({ app, name, key }) => {
  const path = join(it.folder, "player.flv");
  await runCommand("rtmpdump", ["-q", "-r", it.cloud.rtmp, "-a", app, "-y", name, "-o", path]);
  expect(await soundOf(path)).toBe(expected.get(key));
});
