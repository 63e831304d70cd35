import { afterEach, expect, inject, onTestFinished, test } from "vitest";
import { createPlayer, type Player, type PlayerOptions } from "./create-player.ts";
import type { PlayerError } from "./player-error.ts";
import type { PlayerStatus } from "./player-state.ts";

const server = inject("streamServer");

/** Everything that nobody caught while a test ran. */
const uncaught: unknown[] = [];
addEventListener("error", (event) => uncaught.push(event.error));
addEventListener("unhandledrejection", (event) => uncaught.push(event.reason));
afterEach(() => {
  expect(uncaught.splice(0)).toEqual([]);
});

function mount(options: PlayerOptions = {}): Player {
  const video = document.createElement("video");
  video.muted = true;
  document.body.append(video);
  const player = createPlayer(video, options);
  onTestFinished(() => {
    player.destroy();
    video.remove();
  });
  return player;
}

function reached(player: Player, status: PlayerStatus): Promise<void> {
  return new Promise((resolve, reject) => {
    if (player.state.status === status) resolve();
    player.on("statuschange", (event) => {
      if (event.status === status) resolve();
      else if (event.status === "error") reject(player.state.error);
    });
  });
}

function playedTo(player: Player, seconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    player.subscribe(
      (state) => state.currentSeconds >= seconds,
      (isThere) => isThere && resolve(),
    );
    player.on("error", reject);
  });
}

test("plays HTTP-FLV and says how", async () => {
  const player = mount({ autoplay: true });
  await player.load(`${server}/videos/clock.flv?paced=1`);
  await playedTo(player, 1);
  const { state } = player;
  expect(state).toMatchObject({ status: "playing", engine: "flv", protocol: "http-flv", error: undefined });
  expect(state.media).toMatchObject({
    container: "flv",
    videoCodec: "H.264",
    audioCodec: "AAC",
    width: 640,
    height: 360,
  });
  expect(state.durationSeconds).toBeCloseTo(20, 0);
  expect(state.experience.timeToFirstFrameMs).toBeGreaterThan(0);
});

test("plays WS-FLV", async () => {
  const player = mount({ autoplay: true });
  await player.load(`${server.replace("http", "ws")}/videos/clock.flv`);
  await playedTo(player, 0.5);
  expect(player.state).toMatchObject({ engine: "flv", protocol: "ws-flv" });
});

test.for(["videos/clock.mp4", "music/beep.mp3"])("plays %s with the browser's own engine", async (name) => {
  const player = mount({ autoplay: true });
  await player.load(`${server}/${name}`);
  await playedTo(player, 0.5);
  expect(player.state).toMatchObject({ engine: "native", protocol: "file" });
});

test("seeks where nothing is buffered, and back", async () => {
  const player = mount({ autoplay: true });
  await player.load(`${server}/videos/clock.flv?paced=1`);
  await playedTo(player, 0.3);
  for (const target of [15.3, 5.7, 19, 0]) {
    player.seek(target);
    await reached(player, "seeking");
    await reached(player, "playing");
    expect(Math.abs(player.video.currentTime - target)).toBeLessThan(1);
  }
});

test("plays to the end and begins again", async () => {
  const player = mount({ autoplay: true });
  await player.load(`${server}/videos/clock.flv`);
  player.seek(19.2);
  await reached(player, "ended");
  expect(player.state.error).toBeUndefined();
  player.seek(3);
  await player.play();
  await reached(player, "playing");
  expect(player.video.currentTime).toBeLessThan(5);
});

const FAULTS: readonly { readonly fault: string; readonly code: PlayerError["code"] }[] = [
  { fault: "404", code: "ERR_PLAYER_NOT_FOUND" },
  { fault: "403", code: "ERR_PLAYER_FORBIDDEN" },
  { fault: "500", code: "ERR_PLAYER_HTTP_STATUS" },
  { fault: "no-cors", code: "ERR_PLAYER_CORS" },
  { fault: "html", code: "ERR_PLAYER_HTML" },
  { fault: "empty", code: "ERR_PLAYER_EMPTY" },
  { fault: "silent", code: "ERR_PLAYER_STALLED" },
  { fault: "stall", code: "ERR_PLAYER_STALLED" },
  { fault: "short-length", code: "ERR_PLAYER_TRUNCATED" },
  { fault: "short-chunked", code: "ERR_PLAYER_ENDED_EARLY" },
];

test.for(FAULTS)("$fault ends in $code, once", async ({ fault, code }) => {
  const player = mount({ autoplay: true });
  const errors: PlayerError[] = [];
  const failed = new Promise<void>((resolve) => {
    player.on("error", (error) => {
      errors.push(error);
      resolve();
    });
  });
  void player.load(`${server}/videos/clock.flv?fault=${fault}`);
  await failed;
  expect(errors.map((error) => error.code)).toEqual([code]);
  expect(player.state).toMatchObject({ status: "error", error: errors[0] });
});
