import rufflePath from "@ruffle-rs/ruffle/ruffle.js?url";
import { expect, inject, onTestFinished, test } from "vitest";
import { createPlayer, type Player, type PlayerOptions } from "./create-player.ts";
import type { PlayerStatus } from "./player-state.ts";

const server = inject("streamServer");
const directory = rufflePath.slice(0, rufflePath.lastIndexOf("/") + 1);
const MADE = `${server}/made/clock-sorenson.flv`;

function mount(options: PlayerOptions = {}): Player {
  const video = document.createElement("video");
  video.muted = true;
  document.body.append(video);
  const player = createPlayer(video, { autoplay: true, ruffle: directory, ...options });
  onTestFinished(() => {
    player.destroy();
    video.remove();
    expect(document.querySelector("ruffle-player")).toBeNull();
  });
  return player;
}

async function isServed(url: string): Promise<boolean> {
  return (await fetch(url, { method: "HEAD" })).ok;
}

function reached(player: Player, status: PlayerStatus): Promise<void> {
  return new Promise((resolve, reject) => {
    if (player.state.status === status) resolve();
    if (player.state.error !== undefined) reject(player.state.error);
    player.on("statuschange", (event) => event.status === status && resolve());
    player.on("error", reject);
  });
}

/** The mean grey of each field of a grid of 4 by 4, row by row. */
function greys(video: HTMLVideoElement): readonly number[] {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0) return [];
  const context = new OffscreenCanvas(width, height).getContext("2d");
  if (context === null) throw new RangeError("no canvas");
  context.drawImage(video, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const sums = Array.from({ length: 16 }, () => ({ sum: 0, count: 0 }));
  for (let pixel = 0; pixel < width * height; pixel++) {
    const column = Math.floor((4 * (pixel % width)) / width);
    const row = Math.floor((4 * Math.floor(pixel / width)) / height);
    const field = sums[row * 4 + column];
    const [red = 0, green = 0, blue = 0] = data.subarray(pixel * 4, pixel * 4 + 3);
    if (field === undefined) continue;
    field.sum += (red + green + blue) / 3;
    field.count += 1;
  }
  return sums.map(({ sum, count }) => sum / count);
}

function difference(left: readonly number[], right: readonly number[]): number {
  if (left.length !== right.length) return Number.POSITIVE_INFINITY;
  return left.reduce((sum, value, index) => sum + Math.abs(value - (right[index] ?? 0)), 0) / left.length;
}

/** The first picture as ffmpeg 7 decodes it: `-frames:v 1 -vf scale=4:4:flags=area`, the mean of the three colours. */
const FOREIGN = [
  {
    name: "sorenson-mp3.flv",
    codec: "Sorenson H.263",
    first: [246, 246, 246, 246, 235, 167, 185, 235, 234, 167, 189, 236, 246, 246, 246, 246],
  },
  {
    name: "vp6.flv",
    codec: "VP6",
    first: [251, 251, 251, 251, 190, 186, 169, 194, 215, 198, 203, 209, 253, 253, 253, 253],
  },
];

test.for(FOREIGN)("Ruffle shows $name, and plays it to its end", async ({ name, codec, first }, { skip }) => {
  skip(!(await isServed(`${server}/foreign/${name}`)), "the foreign media are not here");
  const player = mount({ autoplay: false });
  const events: string[] = [];
  player.on("experience", ({ kind }) => events.push(kind));
  await player.load(`${server}/foreign/${name}`);
  await reached(player, "ready");
  await expect.poll(() => difference(greys(player.video), first)).toBeLessThan(8);
  expect(player.video.paused).toBe(true);
  await player.play();
  await reached(player, "ended");
  expect(player.state).toMatchObject({ engine: "ruffle", protocol: "http-flv", error: undefined });
  expect(player.state.media?.videoCodec).toBe(codec);
  expect(player.state.attempts.map(({ error }) => error?.code)).toEqual([
    "ERR_PLAYER_LEGACY_CODEC",
    undefined,
  ]);
  expect(events).toEqual(["fallback", "firstFrame", "ended"]);
});

/** What a browser's own decoder shows of the film at a time. */
async function pictureOfMp4(seconds: number): Promise<readonly number[]> {
  const video = document.createElement("video");
  video.crossOrigin = "anonymous";
  video.src = `${server}/videos/clock.mp4`;
  const seeked = new Promise((resolve) => video.addEventListener("seeked", resolve, { once: true }));
  video.currentTime = seconds;
  await seeked;
  return greys(video);
}

test.for(["paced=1", "ignore-start=1"])(
  "seeks, pauses and ends in a film of Sorenson's (%s)",
  async (query, { skip }) => {
    skip(!(await isServed(MADE)), "ffmpeg is not here");
    const player = mount();
    await player.load(`${MADE}?${query}`);
    await reached(player, "playing");
    expect(player.state.durationSeconds).toBeCloseTo(20, 0);
    expect(player.video.duration).toBeCloseTo(20, 0);
    for (const target of [12.3, 4.2]) {
      player.seek(target);
      await reached(player, "seeking");
      await reached(player, "playing");
      // Key frames stand a second apart; Flash goes to one of them.
      expect(Math.abs(player.video.currentTime - target)).toBeLessThan(1.6);
    }
    player.pause();
    await reached(player, "paused");
    const held = await settled(player.video);
    await expect.poll(async () => difference(greys(player.video), await pictureOfMp4(held))).toBeLessThan(6);
    expect(player.video.currentTime).toBe(held);
    await player.play();
    await reached(player, "playing");
    player.seek(19);
    await reached(player, "ended");
    await player.play();
    await reached(player, "playing");
    expect(player.video.currentTime).toBeLessThan(5);
  },
);

/** The position once it stands still. */
async function settled(video: HTMLVideoElement): Promise<number> {
  let last = -1;
  await expect
    .poll(() => {
      const isStill = video.currentTime === last;
      last = video.currentTime;
      return isStill;
    })
    .toBe(true);
  return last;
}

test("what Ruffle cannot be loaded for keeps its name", async ({ skip }) => {
  skip(!(await isServed(MADE)), "ffmpeg is not here");
  const player = mount({ ruffle: `${server}/nowhere/` });
  const loaded: unknown = Reflect.get(globalThis, "RufflePlayer");
  Reflect.deleteProperty(globalThis, "RufflePlayer");
  onTestFinished(() => void Reflect.set(globalThis, "RufflePlayer", loaded));
  await player.load(MADE);
  expect(player.state.error).toMatchObject({ code: "ERR_PLAYER_LEGACY_CODEC", detail: "Sorenson H.263" });
  expect(player.state.attempts.map(({ error }) => error?.code)).toEqual([
    "ERR_PLAYER_LEGACY_CODEC",
    "ERR_PLAYER_ENGINE",
  ]);
  expect(player.video.currentTime).toBe(0);
});

test("the video has its own face back when something else is played", async ({ skip }) => {
  skip(!(await isServed(MADE)), "ffmpeg is not here");
  const player = mount();
  await player.load(MADE);
  await reached(player, "playing");
  await player.load(`${server}/videos/clock.mp4`);
  await reached(player, "playing");
  expect(player.state.engine).toBe("native");
  expect(Object.keys(Object.getOwnPropertyDescriptors(player.video))).not.toContain("currentTime");
  expect(document.querySelector("ruffle-player")).toBeNull();
});

test("Ruffle is fed over WS-FLV too", async ({ skip }) => {
  skip(!(await isServed(MADE)), "ffmpeg is not here");
  const player = mount();
  await player.load(MADE.replace("http", "ws"));
  await reached(player, "playing");
  expect(player.state).toMatchObject({ engine: "ruffle", protocol: "ws-flv" });
});
