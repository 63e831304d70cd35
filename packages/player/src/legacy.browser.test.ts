import { expect, inject, onTestFinished, test, vi } from "vitest";
import type { OxbowPlayerElement } from "./element/oxbow-player.ts";
import { type TakenOver, takeOver } from "./legacy.ts";

const server = inject("streamServer");
const streamer = "rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st";

/** Puts markup in the page; its scripts do not run, as those of a page that was saved. */
function page(html: string): HTMLElement {
  const root = document.createElement("main");
  root.innerHTML = html;
  document.body.append(root);
  onTestFinished(() => root.remove());
  return root;
}

function take(): TakenOver {
  const taken = takeOver(document, { edge: server });
  onTestFinished(taken.release);
  return taken;
}

const EMBEDS: readonly { readonly name: string; readonly html: string }[] = [
  {
    name: "an object with an embed inside",
    html: `<object><param name="movie" value="player.swf"><param name="flashvars" value="streamer=${streamer}&amp;file=videos/clock.flv"><embed src="player.swf" flashvars="streamer=${streamer}&amp;file=videos/clock.flv"></object>`,
  },
  {
    name: "a script that set up JW Player",
    html: `<div id="clip">Loading the player</div><script type="text/plain"></script><script>jwplayer("clip").setup({ streamer: "${streamer}", file: "videos/clock.flv" });</script>`,
  },
  {
    name: "a Video.js element",
    html: `<video class="video-js"><source type="rtmp/flv" src="${streamer}/&flv:videos/clock"></video>`,
  },
];

test.for(EMBEDS)("takes over $name, once, and it plays", async ({ html }) => {
  const root = page(html);
  const { players } = take();
  expect(players).toHaveLength(1);
  expect(root.querySelectorAll("oxbow-player, object, embed, video")).toHaveLength(1);
  const [player] = players;
  if (player === undefined) return;
  player.muted = true;
  const playing = new Promise((resolve) => player.addEventListener("playing", resolve, { once: true }));
  await player.play();
  await playing;
  expect(player.videoWidth).toBe(640);
});

test("stands in for the scripts of the era", async () => {
  page(`<div id="one"></div><div id="two"></div><div id="three"></div><div id="four"></div>`);
  const { players } = take();
  const era = globalThis as unknown as {
    jwplayer: (id: string) => {
      setup: (config: object) => { on: (name: string, listener: () => void) => void };
    };
    swfobject: { embedSWF: (...values: readonly unknown[]) => void };
    SWFObject: new (
      ...values: readonly unknown[]
    ) => { addVariable(name: string, value: string): void; write(id: string): boolean };
    flowplayer: (...values: readonly unknown[]) => void;
  };
  const isReady = new Promise<void>((resolve) => {
    era.jwplayer("one").setup({ streamer, file: "videos/clock.flv", provider: "rtmp" }).on("ready", resolve);
  });
  era.swfobject.embedSWF("player.swf", "two", "640", "360", "9", false, {
    streamer,
    file: "videos/clock.flv",
  });
  const so = new era.SWFObject("player.swf", "mpl", "640", "360", "9");
  so.addVariable("streamer", streamer);
  so.addVariable("file", "videos/clock.flv");
  so.write("three");
  era.flowplayer("four", "flowplayer.swf", {
    clip: { url: "videos/clock", provider: "rtmp" },
    plugins: { rtmp: { url: "flowplayer.rtmp.swf", netConnectionUrl: streamer } },
  });
  expect(players.map(({ id }) => id)).toEqual(["one", "two", "three", "four"]);
  for (const player of players) expect(player.getAttribute("streamer")).toBe(streamer);
  await isReady;
});

/** A name that a script of the era would find in its page. */
function era<Kind>(name: string): Kind {
  return (globalThis as unknown as Record<string, Kind>)[name] as Kind;
}

/** A stand-in as a page uses it: everything may be called. */
type Api = Readonly<Record<string, (...values: readonly unknown[]) => unknown>>;

test("jwplayer has its events and methods", async () => {
  page(`<div id="jw"></div>`);
  take();
  const jwplayer = era<(which?: unknown) => Api>("jwplayer");
  const heard: string[] = [];
  const told = new Map<string, object>();
  const hear =
    (name: string) =>
    (event: object): void => {
      heard.push(name);
      told.set(name, event);
    };
  // Before there is a player, in its configuration, and after.
  jwplayer("jw").onReady?.(hear("ready"));
  const api = jwplayer("jw").setup?.({
    streamer,
    file: "videos/clock.flv",
    provider: "rtmp",
    mute: true,
    events: { onPlay: hear("play") },
  }) as Api;
  api.on?.("time", hear("time"));
  api.onPause?.(hear("pause"));
  api.onComplete?.(hear("complete"));
  expect(jwplayer()).toBe(api);
  expect(jwplayer(0)).toBe(api);
  await expect.poll(() => heard).toContain("ready");
  const late = new Promise((resolve) => api.onReady?.(resolve));
  await late;
  api.play?.();
  await expect.poll(() => heard).toContain("time");
  await expect.poll(() => told.get("play")).toMatchObject({ newstate: "PLAYING" });
  expect(told.get("time")).toMatchObject({ position: expect.any(Number), duration: expect.closeTo(20, 0) });
  await expect.poll(() => api.getState?.()).toBe("PLAYING");
  // Without a word, play changes what is.
  api.play?.();
  await expect.poll(() => heard).toContain("pause");
  api.seek?.(19);
  await expect.poll(() => heard).toContain("complete");
  expect(api.getPosition?.()).toBeGreaterThan(18);
  api.setVolume?.(30);
  expect(api.getVolume?.()).toBe(30);
  api.remove?.();
  expect(document.getElementById("jw")).toBeNull();
});

test("jwplayer loads another film into the player it has, and tells each event once", async () => {
  page(`<div id="jw-load"></div>`);
  const { players } = take();
  const heard: string[] = [];
  const hear = (name: string) => (): void => void heard.push(name);
  const events = { onReady: hear("ready"), onVolume: hear("volume") };
  const config = { streamer, file: "videos/none.flv", provider: "rtmp", mute: true, events };
  const api = era<(which: string) => Api>("jwplayer")("jw-load").setup?.(config) as Api;
  await expect.poll(() => heard).toContain("ready");
  api.load?.({ file: "videos/clock.flv" });
  expect(players.map((player) => player.getAttribute("file"))).toEqual(["videos/clock.flv"]);
  const meta = new Promise((resolve) => api.onMeta?.(resolve));
  api.play?.(true);
  expect(await meta).toMatchObject({ metadata: { width: 640 } });
  heard.length = 0;
  api.setVolume?.(30);
  await expect.poll(() => heard).toContain("volume");
  expect(heard).toEqual(["volume"]);
});

test("a listener can be taken back, and one that throws keeps no other from hearing", async () => {
  page(`<div id="jw-desk"></div>`);
  take();
  const reported = vi.spyOn(globalThis, "reportError").mockImplementation(() => undefined);
  onTestFinished(() => reported.mockRestore());
  const api = era<(which: string) => Api>("jwplayer")("jw-desk");
  const fault = new Error("of the page's own");
  const heard: string[] = [];
  const never = (): void => void heard.push("never");
  api.once?.("ready", never);
  api.off?.("ready", never);
  api.on?.("ready", () => {
    throw fault;
  });
  api.once?.("ready volume", () => heard.push("once"));
  api.on?.("ready volume", () => heard.push("on"));
  api.setup?.({ streamer, file: "videos/clock.flv", provider: "rtmp" });
  await expect.poll(() => heard).toEqual(["once", "on"]);
  expect(reported).toHaveBeenCalledExactlyOnceWith(fault);
  api.setVolume?.(30);
  await expect.poll(() => heard).toEqual(["once", "on", "on"]);
});

test("jwplayer is silent before it starts", () => {
  page(`<div id="jw-mute"></div>`);
  take();
  const isMuted: boolean[] = [];
  const { prototype } = customElements.get("oxbow-player") as typeof OxbowPlayerElement;
  const play = vi.spyOn(prototype, "play").mockImplementation(function (this: OxbowPlayerElement) {
    isMuted.push(this.muted);
    return Promise.resolve();
  });
  onTestFinished(() => play.mockRestore());
  const config = { streamer, file: "videos/clock.flv", provider: "rtmp", mute: true, autostart: true };
  era<(which: string) => Api>("jwplayer")("jw-mute").setup?.(config);
  expect(isMuted).toEqual([true]);
});

test("jwplayer tells what went wrong", async () => {
  page(`<div id="jw-none"></div><div id="jw-missing"></div>`);
  take();
  const jwplayer = era<(which?: unknown) => Api>("jwplayer");
  const refused = new Promise((resolve) => jwplayer("jw-none").onSetupError?.(resolve));
  jwplayer("jw-none").setup?.({});
  await refused;
  const failed = new Promise((resolve) => jwplayer("jw-missing").on?.("error", resolve));
  jwplayer("jw-missing").setup?.({ streamer, file: "videos/none.flv", provider: "rtmp" });
  expect(await failed).toMatchObject({ code: "ERR_PLAYER_NOT_FOUND", message: expect.any(String) });
});

test("flowplayer has its events and methods", async () => {
  page(`<div id="fp"></div>`);
  const { players } = take();
  const flowplayer = era<(...values: readonly unknown[]) => Api | null>("flowplayer");
  const heard: string[] = [];
  const roots: unknown[] = [];
  flowplayer((_api: object, root: object) => roots.push(root));
  const api = flowplayer("fp", "flowplayer.swf", {
    clip: { url: "videos/clock", provider: "rtmp", onFinish: () => heard.push("finish") },
    plugins: { rtmp: { url: "flowplayer.rtmp.swf", netConnectionUrl: streamer } },
    onLoad: () => heard.push("load"),
  });
  expect(api).not.toBeNull();
  api?.onStart?.(() => heard.push("start"));
  api?.on?.("pause", () => heard.push("pause"));
  const handed: unknown[] = [];
  api?.one?.("ready", (...values: readonly unknown[]) => handed.push("ready", ...values.slice(1)));
  api?.one?.("progress volume", (...values: readonly unknown[]) => handed.push("once", ...values.slice(1)));
  api?.mute?.();
  api?.play?.();
  await expect.poll(() => heard).toEqual(["load", "start"]);
  expect(roots).toEqual(players);
  // Muting was the first of the two.
  await expect.poll(() => handed).toEqual(["ready", api, players[0], "once", api, players[0]]);
  const progress = new Promise((resolve) => api?.one?.("progress", resolve));
  await progress;
  await expect.poll(() => api?.getState?.()).toBe(3);
  api?.pause?.();
  await expect.poll(() => heard).toEqual(["load", "start", "pause"]);
  api?.seek?.(19);
  api?.play?.();
  await expect.poll(() => heard).toContain("finish");
  expect(era<(...values: readonly unknown[]) => object>("$f")("fp")).toBe(api);
});

test("swfobject calls back", async () => {
  page(`<div id="swf"></div><div id="swf-none"></div>`);
  take();
  const swfobject = era<Api>("swfobject");
  const outcome = new Promise<object>((resolve) => {
    const flashvars = { streamer, file: "videos/clock.flv" };
    const attributes = { id: "player" };
    swfobject.embedSWF?.("player.swf", "swf", "640", "360", "9", false, flashvars, {}, attributes, resolve);
  });
  expect(await outcome).toMatchObject({ success: true, id: "swf", ref: document.getElementById("player") });
  const none = new Promise<object>((resolve) => {
    swfobject.embedSWF?.("game.swf", "swf-none", "1", "1", "9", false, {}, {}, {}, resolve);
  });
  expect(await none).toMatchObject({ success: false, id: "swf-none" });
  expect(swfobject.createSWF?.({ data: "game.swf", width: "1", height: "1" }, undefined, "swf-none")).toBe(
    undefined,
  );
  await new Promise<void>((resolve) => void swfobject.addDomLoadEvent?.(resolve));
  expect(swfobject.hasFlashPlayerVersion?.("9.0.0")).toBe(true);
});

test("gives back the names it stood in for", () => {
  take().release();
  expect("jwplayer" in globalThis).toBe(false);
});
