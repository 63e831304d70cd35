import { afterEach, expect, inject, onTestFinished, test, vi } from "vitest";
import { createPlayer, type Player, type PlayerOptions } from "./create-player.ts";
import { type PlayerError, SENTENCES } from "./player-error.ts";
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
    if (player.state.error !== undefined) reject(player.state.error);
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

test("what was only sought in before it played is ready, not paused", async () => {
  const player = mount();
  await player.load(`${server}/videos/clock.flv`);
  await reached(player, "ready");
  player.seek(7);
  await reached(player, "seeking");
  await reached(player, "ready");
  await player.play();
  await reached(player, "playing");
  player.pause();
  player.seek(2);
  await reached(player, "seeking");
  await reached(player, "paused");
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

/** Lets every request wait whose address `isHeld` picks, until it is told to go. */
function holdRequests(isHeld: (url: string) => boolean): () => void {
  const send = globalThis.fetch;
  const gate = Promise.withResolvers<void>();
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    if (isHeld(String(input))) await gate.promise;
    return send(input, init);
  });
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  return gate.resolve;
}

test("a media source that ends in the middle of a seek does not end the film", async () => {
  const source = vi.spyOn(URL, "createObjectURL");
  const letGo = holdRequests((url) => url.includes("start="));
  const player = mount({ autoplay: true });
  await player.load(`${server}/videos/clock.flv?paced=1`);
  await playedTo(player, 0.3);
  const media = source.mock.calls.map(([value]) => value).find((value) => value instanceof MediaSource);
  const buffers = [...(media?.sourceBuffers ?? [])];
  expect(buffers).toHaveLength(2);
  const statuses: PlayerStatus[] = [];
  player.on("statuschange", ({ status }) => statuses.push(status));
  const strayed = new Promise((resolve) => {
    player.video.addEventListener("ended", resolve, { once: true });
  });
  player.seek(12);
  await reached(player, "seeking");
  // What was buffered is taken out; with nothing at the target, Chromium takes the end of the source for the film's.
  await expect
    .poll(() => buffers.some((buffer) => buffer.updating || buffer.buffered.length > 0))
    .toBe(false);
  media?.endOfStream();
  await strayed;
  letGo();
  await reached(player, "playing");
  expect(Math.abs(player.video.currentTime - 12)).toBeLessThan(1);
  expect(statuses).not.toContain("ended");
  expect(statuses).not.toContain("paused");
  await playedTo(player, 12.5);
});

const FAULTS: readonly { readonly fault: string; readonly code: PlayerError["code"] }[] = [
  { fault: "404", code: "ERR_PLAYER_NOT_FOUND" },
  { fault: "403", code: "ERR_PLAYER_FORBIDDEN" },
  { fault: "500", code: "ERR_PLAYER_HTTP_STATUS" },
  { fault: "no-cors", code: "ERR_PLAYER_CORS" },
  { fault: "html", code: "ERR_PLAYER_HTML" },
  { fault: "empty", code: "ERR_PLAYER_EMPTY" },
  { fault: "text", code: "ERR_PLAYER_NOT_MEDIA" },
  { fault: "hevc", code: "ERR_PLAYER_CODEC" },
  { fault: "silent", code: "ERR_PLAYER_STALLED" },
  { fault: "stall", code: "ERR_PLAYER_STALLED" },
  { fault: "short-length", code: "ERR_PLAYER_TRUNCATED" },
  { fault: "short-chunked", code: "ERR_PLAYER_ENDED_EARLY" },
  { fault: "broken-chunked", code: "ERR_PLAYER_TRUNCATED" },
  { fault: "damaged", code: "ERR_PLAYER_DECODE" },
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
  // Whatever else a broken engine has to say comes in the turns after it.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(errors.map((error) => error.code)).toEqual([code]);
  expect(errors[0]?.message).toBe(SENTENCES[code]);
  expect(player.state).toMatchObject({ status: "error", error: errors[0] });
});

test("a connection that breaks once is resumed unnoticed", async () => {
  const player = mount({ autoplay: true });
  const address = `${server}/videos/clock.flv?fault=short-length&once=${crypto.randomUUID()}`;
  await player.load(address);
  await playedTo(player, 3);
  expect(player.state).toMatchObject({
    status: "playing",
    error: undefined,
    experience: { resumptions: 1, stalls: 0 },
  });
  expect(player.video.buffered.length).toBe(1);
});

test("whoever loads something else while the first is still opening gets that", async () => {
  const addresses = [`${server}/videos/clock.flv`, `${server.replace("http", "ws")}/videos/clock.flv`];
  for (const waitMs of [0, 1, 2, 4, 8, 16, 32, 64]) {
    const player = mount({ autoplay: true });
    // When the first has come how far is the machine's affair; all that matters is that the second wins.
    const first = player.load(addresses[0] ?? "");
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    await Promise.all([player.load(addresses[1] ?? ""), first]);
    await playedTo(player, 0.3);
    expect(player.state).toMatchObject({ protocol: "ws-flv", error: undefined });
    player.destroy();
  }
});

test("a server that knows no start is seeked in all the same", async () => {
  const player = mount({ autoplay: true });
  await player.load(`${server}/videos/clock.flv?paced=10&ignore-start=1`);
  await playedTo(player, 0.2);
  player.seek(16);
  await expect.poll(() => player.video.currentTime, { timeout: 30_000 }).toBeGreaterThan(16.2);
  expect(player.video.buffered.start(0)).toBeGreaterThan(13);
});

test("MP4 bytes under an FLV name fall back to the browser's own engine, visibly", async () => {
  const player = mount({ autoplay: true });
  await player.load(`${server}/videos/clock.flv?fault=mp4`);
  await playedTo(player, 0.3);
  expect(player.state.engine).toBe("native");
  expect(player.state.attempts.map(({ error }) => error?.code)).toEqual([
    "ERR_PLAYER_MP4_NOT_FLV",
    undefined,
  ]);
});

test.for(["sorenson-mp3.flv", "vp6.flv", "screen-video.flv"])(
  "tells the codec of %s by name",
  async (name, { skip }) => {
    const response = await fetch(`${server}/foreign/${name}`);
    skip(response.status === 404, "the foreign media are not here");
    const player = mount();
    await player.load(`${server}/foreign/${name}`);
    expect(player.state.error?.code).toBe("ERR_PLAYER_LEGACY_CODEC");
    expect(player.state.error?.detail).toMatch(/Sorenson|VP6|Screen/);
  },
);

test.for([
  { protocol: "ws-flv", url: "ws://127.0.0.1:1/x.flv", code: "ERR_PLAYER_WEBSOCKET" },
  { protocol: "http-flv", url: "http://127.0.0.1:1/x.flv", code: "ERR_PLAYER_UNREACHABLE" },
])("a refused $protocol ends in $code", async ({ url, code }) => {
  const player = mount();
  await player.load(url);
  expect(player.state.error?.code).toBe(code);
});

test("every way is tried and stays visible; the first failure is the one that is told", async () => {
  const player = mount({ edge: "http://127.0.0.1:1" });
  const fallbacks: string[] = [];
  player.on("experience", (event) => event.kind === "fallback" && fallbacks.push(event.from.protocol));
  await player.load({ streamer: "rtmp://s1.cloudfront.net/cfx/st", file: "videos/clock.flv" });
  expect(player.state.attempts.map(({ candidate }) => candidate.protocol)).toEqual([
    "http-flv",
    "ws-flv",
    "rtmpt",
  ]);
  expect(fallbacks).toEqual(["http-flv", "ws-flv"]);
  expect(player.state.error?.code).toBe("ERR_PLAYER_UNREACHABLE");
});

test("without Media Source Extensions it says so", async () => {
  vi.stubGlobal("MediaSource", undefined);
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  const player = mount();
  await player.load(`${server}/videos/clock.flv`);
  expect(player.state.error?.code).toBe("ERR_PLAYER_NO_MSE");
});

test("a refused autoplay with sound goes on muted, and a second refusal waits for the viewer", async () => {
  const player = mount({ autoplay: true });
  player.video.muted = false;
  const refusal = new DOMException("no gesture", "NotAllowedError");
  const play = vi.spyOn(player.video, "play").mockRejectedValueOnce(refusal);
  await player.load(`${server}/videos/clock.flv`);
  expect(player.state).toMatchObject({ isSoundBlocked: true, isMuted: true });
  await playedTo(player, 0.2);
  player.unmute();
  expect(player.state.isSoundBlocked).toBe(false);
  play.mockRejectedValue(refusal);
  await player.load(`${server}/videos/clock.flv`);
  expect(player.state).toMatchObject({ status: "blocked", error: undefined });
});

test("pictures and sound are those of the file", async () => {
  const player = mount({ autoplay: true });
  await player.load(`${server}/videos/clock.flv`);
  await playedTo(player, 1);
  player.pause();
  const canvas = new OffscreenCanvas(640, 360);
  const context = canvas.getContext("2d");
  context?.drawImage(player.video, 0, 0);
  const at = (x: number, y: number): readonly number[] => [...(context?.getImageData(x, y, 1, 1).data ?? [])];
  // The clock stands on 0x10243e above a floor of 0x1d4e6b; codecs round.
  const isNear = (pixel: readonly number[], wanted: readonly number[]): boolean =>
    wanted.every((value, index) => Math.abs((pixel[index] ?? 255) - value) < 16);
  expect(isNear(at(20, 20), [0x10, 0x24, 0x3e])).toBe(true);
  expect(isNear(at(2, 355), [0x1d, 0x4e, 0x6b])).toBe(true);
  expect(
    (player.video as { readonly webkitAudioDecodedByteCount?: number }).webkitAudioDecodedByteCount,
  ).toBeGreaterThan(0);
});

test("nothing is left of a destroyed player", async () => {
  const player = mount({ autoplay: true });
  await player.load(`${server}/videos/clock.flv?paced=1`);
  const heard = vi.fn();
  player.on("statuschange", heard);
  player.destroy();
  player.video.dispatchEvent(new Event("playing"));
  expect(heard).not.toHaveBeenCalled();
  expect(player.video.getAttribute("src")).toBeNull();
});

test("a browser that denies the local network is told from a server that is down", async () => {
  vi.spyOn(navigator.permissions, "query").mockResolvedValue({ state: "denied" } as PermissionStatus);
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const player = mount();
  await player.load("http://127.0.0.1:1/x.flv");
  expect(player.state.error?.code).toBe("ERR_PLAYER_LOCAL_NETWORK");
});

test("RTMP itself plays in the browser, tunnelled in HTTP, and seeks on one connection", async () => {
  const posts = vi.spyOn(globalThis, "fetch");
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const player = mount({ autoplay: true, edge: server, protocols: ["rtmpt"] });
  await player.load({ streamer: "rtmp://s1.cloudfront.net/cfx/st", file: "videos/clock.flv" });
  await playedTo(player, 0.3);
  expect(player.state).toMatchObject({ status: "playing", protocol: "rtmpt", engine: "flv" });
  expect(player.state.media).toMatchObject({
    videoCodec: "H.264",
    audioCodec: "AAC",
    durationMs: expect.closeTo(20_000, -3),
  });
  for (const target of [15.3, 4.2]) {
    player.seek(target);
    await expect.poll(() => player.video.currentTime).toBeGreaterThan(target);
  }
  const targets = posts.mock.calls.map(([url]) => String(url));
  expect(targets.filter((url) => url.includes("/open/"))).toHaveLength(1);
  for (const [, init] of posts.mock.calls) {
    expect(init).toMatchObject({ method: "POST", headers: { "content-type": "text/plain" } });
  }
});

test("RTMP's own words become an error of ours", async () => {
  const player = mount({ edge: server, protocols: ["rtmpt"] });
  await player.load({ streamer: "rtmp://s1.cloudfront.net/cfx/st", file: "videos/missing.flv" });
  expect(player.state.error?.code).toBe("ERR_PLAYER_NOT_FOUND");
});

test.for([{ file: "" }, { streamer: "rtmp://s1.cloudfront.net/cfx/st" }, "nonsense"])(
  "%o names no stream",
  async (input) => {
    const player = mount();
    await player.load(input);
    expect(player.state.error?.code).toBe("ERR_PLAYER_ADDRESS");
  },
);

test("an engine that cannot be loaded is an error of its own", async () => {
  const player = mount({ engines: { flv: () => Promise.reject(new TypeError("offline")) } });
  await player.load(`${server}/videos/clock.flv`);
  expect(player.state.error?.code).toBe("ERR_PLAYER_ENGINE");
});
