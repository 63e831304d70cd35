/** Every command line that `generate` writes, run as it is by a shell: the edge plays, and the wire is as predicted. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { fromDistribution } from "@oxbow/stream-url";
import {
  ffmpeg,
  ffplay,
  generate,
  gstRtmp2Src,
  gstRtmpSrc,
  mpv,
  rtmpdump,
  vlc,
} from "@oxbow/stream-url/targets";
import { sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSurroundings, type Surroundings } from "../foreign-client.ts";
import { serveStreams } from "./serve-streams.ts";
import { openWireTap, type WireTap } from "./wire-tap.ts";

/** As people name files, and as they should not. */
const KEYS = [
  "movie.flv",
  "videos/2011/summer/movie.mp4",
  "videos/My Movie.mp4",
  "a+b/c+d.flv",
  "Videos/été 日本.mp4",
  "rock & roll.mp4",
  "what?/why?.mp4",
  "take #2.flv",
  "100%/50%25 off.mp4",
  `it's "here".mp4`,
  "music/song.mp3",
  "clips/clip.f4v",
];

const TARGETS = [ffmpeg, ffplay, vlc, mpv, rtmpdump, gstRtmpSrc, gstRtmp2Src];

/** VLC refuses to run as root. Everything else runs as whoever runs the tests. */
const AS_NOBODY =
  process.getuid?.() === 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];

let it: Surroundings;
let tap: WireTap;

beforeAll(async () => {
  it = await openSurroundings({ deploy: "next-read" });
  await chmod(it.folder, 0o755);
  const files = KEYS.map((key) => ({ key, path: sampleOf(key) }));
  await serveStreams(it.cloud, "commands", files);
  tap = await openWireTap(Number(new URL(it.cloud.rtmp).port));
});
afterAll(async () => {
  tap?.close();
  await it?.close();
});

function sampleOf(key: string): string {
  if (key.endsWith(".mp3")) return sampleFile("music/beep.mp3");
  return sampleFile(key.endsWith(".flv") ? "videos/clock.flv" : "videos/clock.mp4");
}

describe.each(TARGETS)("$id", (target) => {
  test.for(KEYS)("plays %s", async (key) => {
    const stream = fromDistribution({ domainName: "127.0.0.1" }, key, { port: tap.port });
    if (!stream.ok) throw new Error(stream.error);
    const { code, wire } = generate(stream.reference, target);
    const folder = await mkdtemp(join(it.folder, "run-"));
    await chmod(folder, 0o777);

    const [command = "sh", ...args] = [...(target.id === "vlc" ? AS_NOBODY : []), "sh", "-c", code];
    const played = tap.nextPlay();
    const shell = spawn(command, args, {
      cwd: folder,
      detached: true,
      // VLC takes the end of its input for an order to quit.
      stdio: "pipe",
      env: { ...process.env, HOME: folder, DISPLAY: "", SDL_VIDEODRIVER: "dummy", SDL_AUDIODRIVER: "dummy" },
    });
    let said = "";
    for (const output of [shell.stdout, shell.stderr]) {
      output.on("data", (bytes: Buffer) => {
        said += bytes.toString();
      });
    }
    const ended = once(shell, "close");
    const sent = await Promise.race([played, ended.then(() => `ended before it played: ${said}`)]);
    try {
      process.kill(-(shell.pid ?? 0), "SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await ended;
    expect(sent).toMatchObject({ app: wire?.app, playName: wire?.playName });
  });
});
