/** Codecs that Flash Player never knew: AV1 with Opus shown by a player of today, HEVC byte by byte. */

import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { launchChromium, probePackets, runOrFail } from "@oxbow/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSurroundings, type Surroundings } from "../foreign-client.ts";
import { serveStreams } from "./serve-streams.ts";

const require = createRequire(import.meta.url);
/** Red on the left, blue on the right, as decoders may round them and take the wrong matrix for so small a picture. */
const [RED, BLUE] = [
  [0xc0, 0x20, 0x20],
  [0x20, 0x20, 0xc0],
] as const;
const TOLERANCE = 40;
const PICTURE =
  "color=c=0xC02020:s=64x64:r=25:d=3[left];color=c=0x2020C0:s=64x64:r=25:d=3[right];[left][right]hstack";
const INPUTS = ["-f", "lavfi", "-i", PICTURE, "-f", "lavfi", "-i", "sine=r=48000:d=3"];
const AV1 = ["-c:v", "libsvtav1", "-preset", "10", "-g", "25"];
const HEVC = ["-c:v", "libx265", "-x265-params", "log-level=none:keyint=25:bframes=2", "-tag:v", "hvc1"];

/** `.f4v` is written as MP4: ffmpeg's own F4V takes no codec that Flash Player did not know. */
const FILES: readonly { readonly key: string; readonly codecs: readonly string[] }[] = [
  { key: "av1.mp4", codecs: [...AV1, "-c:a", "libopus"] },
  { key: "av1.f4v", codecs: [...AV1, "-c:a", "aac"] },
  { key: "sound.mp4", codecs: ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "libopus"] },
  { key: "hevc.mp4", codecs: [...HEVC, "-c:a", "aac"] },
];

let it: Surroundings;

beforeAll(async () => {
  it = await openSurroundings({ deploy: "next-read" });
  const files = FILES.map(({ key }) => ({ key, path: join(it.folder, key) }));
  for (const { key, codecs } of FILES) {
    await runOrFail("ffmpeg", ["-v", "error", ...INPUTS, ...codecs, "-f", "mp4", join(it.folder, key)]);
  }
  await serveStreams(it.cloud, "enhanced", files);
});
afterAll(async () => {
  await it?.close();
});

interface Shown {
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly codecs: string;
  readonly decodedFrames: number;
  readonly audioBytes: number;
  readonly durationMs: number;
}

describe("mpegts.js in Chromium", () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  beforeAll(async () => {
    browser = await launchChromium(["--autoplay-policy=no-user-gesture-required"]);
  });
  afterAll(() => browser?.close());

  test.for([
    { key: "av1.mp4", scheme: "http", codecs: ["av01", "opus"] },
    { key: "av1.mp4", scheme: "ws", codecs: ["av01", "opus"] },
    { key: "av1.f4v", scheme: "http", codecs: ["av01", "mp4a"] },
    { key: "sound.mp4", scheme: "ws", codecs: ["avc1", "opus"] },
  ])("shows $key by $scheme", async ({ key, scheme, codecs }) => {
    const page = await browser.newPage();
    // Any document of the edge will do, and a refusal is one: Chromium lets no page of nowhere call this machine.
    await page.goto(`${it.cloud.edge}/player`);
    await page.addScriptTag({ path: require.resolve("mpegts.js") });
    const url = `${it.cloud.edge.replace("http:", `${scheme}:`)}/cfx/st/${key}?buffer=3600`;
    // A string: the page has no part in this program's types.
    const shown = (await page.evaluate(`(${String(showInPage)})(${JSON.stringify(url)})`)) as Shown;
    for (const codec of codecs) expect(shown.codecs.toLowerCase()).toContain(codec);
    for (const [index, value] of RED.entries())
      expect(Math.abs((shown.left[index] ?? 255) - value)).toBeLessThan(TOLERANCE);
    for (const [index, value] of BLUE.entries())
      expect(Math.abs((shown.right[index] ?? 255) - value)).toBeLessThan(TOLERANCE);
    expect(shown.decodedFrames).toBeGreaterThan(20);
    expect(shown.audioBytes).toBeGreaterThan(100);
    await page.close();
  });
});

/** Runs in the page: plays a second, then tells what is seen. Written without types, which pages don't know. */
const showInPage = `async (url) => {
  const video = document.createElement("video");
  document.body.append(video);
  video.muted = true;
  const player = mpegts.createPlayer({ type: "flv", url, isLive: url.startsWith("ws") }, { enableWorker: false });
  const failed = new Promise((_, reject) => player.on(mpegts.Events.ERROR, (...told) => reject(new Error(JSON.stringify(told)))));
  let codecs = "";
  const addSourceBuffer = MediaSource.prototype.addSourceBuffer;
  MediaSource.prototype.addSourceBuffer = function (type) {
    codecs += type;
    return addSourceBuffer.call(this, type);
  };
  player.attachMediaElement(video);
  player.load();
  const played = new Promise((resolve) => {
    video.addEventListener("timeupdate", () => video.currentTime > 1 && resolve());
  });
  await Promise.race([video.play(), failed]);
  await Promise.race([played, failed]);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  const context = canvas.getContext("2d");
  context.drawImage(video, 0, 0);
  const at = (x) => [...context.getImageData(x, canvas.height / 2, 1, 1).data.subarray(0, 3)];
  const told = {
    left: at(canvas.width / 4),
    right: at((canvas.width * 3) / 4),
    codecs,
    decodedFrames: video.getVideoPlaybackQuality().totalVideoFrames,
    audioBytes: video.webkitAudioDecodedByteCount,
  };
  player.destroy();
  return told;
}`;

test("HEVC comes as it lies in the file", async () => {
  const source = (await probePackets(join(it.folder, "hevc.mp4"))).filter(({ kind }) => kind === "video");
  const response = await fetch(`${it.cloud.edge}/cfx/st/hevc.mp4?buffer=3600`);
  const frames = hevcFrames(Buffer.from(await response.arrayBuffer()));
  expect(frames.map(({ hash }) => hash)).toEqual(source.map(({ hash }) => hash));
  // Times of decoding begin at 0 in FLV.
  const shiftMs = -(source[0]?.dtsMs ?? 0);
  for (const [index, { dtsMs, ptsMs }] of frames.entries()) {
    expect(Math.abs(dtsMs - (source[index]?.dtsMs ?? 0) - shiftMs)).toBeLessThanOrEqual(1);
    expect(Math.abs(ptsMs - (source[index]?.ptsMs ?? 0) - shiftMs)).toBeLessThanOrEqual(1);
  }
});

test("who does not announce HEVC is told so", async () => {
  const args = ["-v", "error", "-i", `${it.cloud.rtmp}/cfx/st/mp4:hevc.mp4`, "-f", "null", "-"];
  await expect(runOrFail("ffmpeg", args)).rejects.toThrow("no supported track found");
});

interface HevcFrame {
  readonly dtsMs: number;
  readonly ptsMs: number;
  readonly hash: string;
}

/** Reads the enhanced tags of FLV: ExVideoTagHeader, packet types 1 (with a composition time) and 3 (without). Enhanced RTMP v1. */
function hevcFrames(flv: Buffer): readonly HevcFrame[] {
  const frames: HevcFrame[] = [];
  for (let at = 13; at + 11 <= flv.length; ) {
    const byteLength = flv.readUIntBE(at + 1, 3);
    const dtsMs = flv.readUIntBE(at + 4, 3) + (flv[at + 7] ?? 0) * 2 ** 24;
    const body = flv.subarray(at + 11, at + 11 + byteLength);
    const packetType = (body[0] ?? 0) & 15;
    if (flv[at] === 9 && body.toString("latin1", 1, 5) === "hvc1" && (packetType === 1 || packetType === 3)) {
      const compositionMs = packetType === 1 ? body.readIntBE(5, 3) : 0;
      const hash = createHash("md5")
        .update(body.subarray(packetType === 1 ? 8 : 5))
        .digest("hex");
      frames.push({ dtsMs, ptsMs: dtsMs + compositionMs, hash: `MD5:${hash}` });
    }
    at += 11 + byteLength + 4;
  }
  return frames;
}
