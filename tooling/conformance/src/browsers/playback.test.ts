/** The player in browsers other than Chromium: Debian's Firefox, with the script file that a page would have. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveStreams } from "../edge/serve-streams.ts";
import { openSurroundings, type Surroundings } from "../foreign-client.ts";
import { type Firefox, launchFirefox } from "./firefox.ts";

const require = createRequire(import.meta.url);
const BUCKET = "browsers";
const KEYS = ["videos/clock.flv", "videos/clock.mp4", "music/beep.mp3"];

let it: Surroundings;
let firefox: Firefox;

beforeAll(async () => {
  it = await openSurroundings({ deploy: "next-read" });
  await serveStreams(
    it.cloud,
    BUCKET,
    KEYS.map((key) => ({ key, path: sampleFile(key) })),
  );
  firefox = await launchFirefox();
});
afterAll(async () => {
  await firefox?.close();
  await it?.close();
});

interface Told {
  readonly status: string;
  readonly protocol: string | null;
  readonly engine: string | null;
  readonly code: string | null;
  readonly videoWidth: number;
  readonly decodedFrames: number;
  readonly durationSeconds: number;
  readonly reached: readonly number[];
}

/** Runs in the page: plays a little, goes to each time and plays a little there. Written without types. */
const playInPage = `async (input, options, targets) => {
  const video = document.createElement("video");
  video.muted = true;
  document.body.append(video);
  const player = oxbow.createPlayer(video, { autoplay: true, ...options });
  const until = (isSo) => new Promise((resolve) => {
    const look = () =>
      isSo(player.state) || ["error", "ended"].includes(player.state.status) ? resolve() : setTimeout(look, 20);
    look();
  });
  void player.load(input);
  await until((state) => state.currentSeconds > 0.5);
  const reached = [];
  for (const target of targets) {
    const { currentSeconds: from } = player.state;
    player.seek(target);
    // How far it has played on by now is no matter: a busy machine looks late.
    await until(({ status, currentSeconds }) => status === "playing" && !video.seeking
      && currentSeconds > target + 0.2 && (target > from || currentSeconds < from));
    reached.push(player.state.currentSeconds);
  }
  const { status, protocol, engine, error, durationSeconds } = player.state;
  const told = {
    status, protocol: protocol ?? null, engine: engine ?? null, code: error?.code ?? null, durationSeconds, reached,
    videoWidth: video.videoWidth,
    decodedFrames: video.getVideoPlaybackQuality().totalVideoFrames,
  };
  player.destroy();
  video.remove();
  return told;
}`;

async function play(
  input: string | object,
  options: object = {},
  targets: readonly number[] = [],
): Promise<Told> {
  const { page } = firefox;
  // Any document of the edge will do, and a refusal is one.
  await page.open(`${it.cloud.edge}/player`);
  const script = await readFile(
    require.resolve("@oxbow/player/package.json").replace("package.json", "dist/oxbow-player.iife.js"),
    "utf8",
  );
  await page.evaluate(`(0, eval)(${JSON.stringify(`${script};globalThis.oxbow = oxbow;1`)})`);
  const values = [input, options, targets].map((value) => JSON.stringify(value)).join(", ");
  return (await page.evaluate(`(${playInPage})(${values})`)) as Told;
}

const STREAMER = "rtmp://127.0.0.1/cfx/st";

describe("Firefox", () => {
  test.for(["http-flv", "ws-flv", "rtmpt"])("plays and seeks over %s", async (protocol) => {
    const told = await play(
      { streamer: STREAMER, file: "videos/clock.flv" },
      { edge: it.cloud.edge, protocols: [protocol] },
      [14, 3],
    );
    expect(told).toMatchObject({ status: "playing", protocol, engine: "flv", code: null, videoWidth: 640 });
    expect(told.decodedFrames).toBeGreaterThan(5);
    expect(told.durationSeconds).toBeCloseTo(20, 0);
    const [forward = 0, back = 0] = told.reached;
    expect(forward).toBeGreaterThan(14);
    expect(back).toBeGreaterThan(3);
    expect(back).toBeLessThan(forward);
  });

  test("plays MP4 as a stream and as a plain file", async () => {
    const stream = { streamer: STREAMER, file: "mp4:videos/clock.mp4" };
    const files = `${it.cloud.endpoint}/${BUCKET}/{key}`;
    expect(await play(stream, { edge: it.cloud.edge })).toMatchObject({
      status: "playing",
      protocol: "http-flv",
      videoWidth: 640,
    });
    expect(await play(stream, { edge: it.cloud.edge, files }, [12])).toMatchObject({
      status: "playing",
      engine: "native",
      protocol: "file",
      videoWidth: 640,
    });
  });

  test("plays MP3 as a stream", async () => {
    expect(
      await play(
        { streamer: STREAMER, file: "mp3:music/beep" },
        { edge: it.cloud.edge, protocols: ["http-flv"] },
        [4],
      ),
    ).toMatchObject({ status: "playing", engine: "flv", code: null });
  });

  test("tells what is missing from what cannot be reached", async () => {
    const options = { edge: it.cloud.edge };
    const codes = [];
    for (const input of [
      { streamer: STREAMER, file: "videos/missing.flv" },
      "http://127.0.0.1:1/x.flv",
      "ws://127.0.0.1:1/x.flv",
    ])
      codes.push((await play(input, options)).code);
    expect(codes).toEqual(["ERR_PLAYER_NOT_FOUND", "ERR_PLAYER_UNREACHABLE", "ERR_PLAYER_WEBSOCKET"]);
  });
});
