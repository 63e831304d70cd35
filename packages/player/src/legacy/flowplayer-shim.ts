import type { OxbowPlayerElement } from "../element/oxbow-player.ts";
import type { PlayerError } from "../player-error.ts";
import { EventDesk } from "./event-desk.ts";
import { scriptOf } from "./script-of.ts";
import type { MountSnippet } from "./shims.ts";

/** Events of Flowplayer 3, each with a method; those of 5 to 7 are the same words without "on", and these besides. */
const EVENTS: readonly string[] = [
  ...["Load", "Begin", "Start", "Pause", "Resume", "Seek", "Stop", "Finish", "Update", "MetaData"],
  ...["BufferEmpty", "BufferFull", "Volume", "Mute", "Unmute", "Error", "Fullscreen", "FullscreenExit"],
  ...["Unload", "Cuepoint", "LastSecond", "PlaylistReplace", "BeforeLoad", "BeforeBegin"],
];

/** Names by which Flowplayer 5 to 7 tell what is told under another name already. */
const LATER_NAMES: Readonly<Record<string, string>> = { ready: "Load", progress: "Update" };

type ReadyListener = (api: object, root: OxbowPlayerElement) => void;

/** Stands in for `flowplayer` and `$f`: makes a player, or finds the one that was made. */
export function flowplayerShim(mount: MountSnippet): (...values: readonly unknown[]) => object | null {
  const players = new Map<OxbowPlayerElement, object>();
  const listeners: ReadyListener[] = [];

  const apiOf = (element: OxbowPlayerElement, config: object): object => {
    const known = players.get(element);
    if (known !== undefined) return known;
    const api = createApi(element, config);
    players.set(element, api);
    for (const listener of listeners) queueMicrotask(() => listener(api, element));
    return api;
  };
  return (place = 0, movie, config) => {
    // Flowplayer 5 to 7: told of every player, those included that are there.
    if (typeof place === "function") {
      listeners.push(place as ReadyListener);
      for (const [element, api] of players) (place as ReadyListener)(api, element);
      return null;
    }
    if (typeof place === "number") return [...players.values()][place] ?? null;
    const id = place instanceof Element ? place.id : String(place).replace(/^#/, "");
    const found = document.getElementById(id);
    const given = config ?? (typeof movie === "object" ? movie : {});
    if (found?.localName === "oxbow-player") return apiOf(found as OxbowPlayerElement, given ?? {});
    const values =
      config === undefined && typeof movie === "object" ? [place, movie] : [id, movie, config ?? {}];
    const made = mount(scriptOf("flowplayer", values), id);
    return made === undefined ? null : apiOf(made, given ?? {});
  };
}

function createApi(element: OxbowPlayerElement, config: object): object {
  const desk = new EventDesk(() => api);
  const state = (): string => element.player?.state.status ?? "idle";
  const act =
    (does: (...values: readonly unknown[]) => void) =>
    (...values: readonly unknown[]): object => {
      does(...values);
      return api;
    };
  const on = act((names, listener) => desk.on(eventsOf(names), handed(listener)));
  /** Flowplayer 5 to 7 hand the player over beside the event. */
  const handed = (listener: unknown): unknown =>
    typeof listener === "function" ? (event: object) => listener.call(api, event, api, element) : listener;
  const clip = (config as { readonly clip?: unknown }).clip;
  const play = act(() => void element.play());
  const pause = act(() => element.pause());
  const setVolume = act((percent) => {
    // A hundred at most in Flowplayer 3, one in those after it.
    const value = Number(percent);
    element.volume = Math.min(1, Math.max(0, value > 1 ? value / 100 : value));
  });
  const setMuted = (isMuted: boolean): ((...values: readonly unknown[]) => object) =>
    act(() => {
      element.muted = isMuted;
    });
  const api: Record<string, unknown> = {
    play,
    resume: play,
    pause,
    toggle: act(() => (element.paused ? void element.play() : element.pause())),
    stop: act(() => {
      element.pause();
      element.currentTime = 0;
      desk.tell("onStop");
    }),
    seek: act((seconds) => {
      element.currentTime = Number(seconds);
    }),
    volume: setVolume,
    setVolume,
    getVolume: () => Math.round(element.volume * 100),
    mute: setMuted(true),
    unmute: setMuted(false),
    getTime: () => element.currentTime,
    getState: () => STATES[state()] ?? 1,
    getStatus: () => ({
      muted: element.muted,
      volume: Math.round(element.volume * 100),
      time: element.currentTime,
      state: STATES[state()] ?? 1,
      bufferStart: 0,
      bufferEnd: element.player?.state.bufferedSeconds ?? 0,
    }),
    isPlaying: () => state() === "playing",
    isPaused: () => state() === "paused",
    isLoaded: () => true,
    load: act((listener) => {
      if (typeof listener === "function") queueMicrotask(() => listener.call(api));
    }),
    unload: act(() => {
      element.pause();
      desk.tell("onUnload");
    }),
    getClip: () => ({
      ...(typeof clip === "object" ? clip : { url: clip }),
      duration: element.duration || 0,
    }),
    getConfig: () => config,
    getParent: () => element,
    id: () => element.id,
    toggleFullscreen: act(() => {
      const isFull = document.fullscreenElement === element;
      // Refused without a gesture, as Flash Player refused it.
      (isFull ? document.exitFullscreen() : element.requestFullscreen()).catch(() => undefined);
    }),
    on,
    bind: on,
    one: act((names, listener) => desk.once(eventsOf(names), handed(listener))),
  };
  for (const name of EVENTS) {
    const event = `on${name}`;
    api[event] = act((listener) => desk.on(event, listener));
    // They stand in the configuration, too, of the player or of the clip.
    for (const place of [config, clip])
      desk.on(event, (place as Readonly<Record<string, unknown>> | undefined)?.[event]);
  }
  tellEvents(element, desk);
  return api;
}

/** What several names, as Flowplayer 5 to 7 have them, are to the desk. */
function eventsOf(names: unknown): string {
  const words = String(names).trim().split(/\s+/);
  return words
    .map((name) => `on${LATER_NAMES[name] ?? name.charAt(0).toUpperCase() + name.slice(1)}`)
    .join(" ");
}

/** `getState` of Flowplayer 3; what is not here is 1, unstarted. */
const STATES: Readonly<Record<string, number>> = {
  buffering: 2,
  seeking: 2,
  playing: 3,
  paused: 4,
  ended: 5,
};

function tellEvents(element: OxbowPlayerElement, desk: EventDesk): void {
  queueMicrotask(() => desk.tell("onLoad"));
  let isStarted = false;
  let isPaused = false;
  const on = (name: string, tell: () => void): void => element.addEventListener(name, tell);
  on("play", () => {
    if (!isStarted) desk.tell("onBegin");
  });
  on("playing", () => {
    if (!isStarted) desk.tell("onStart");
    else if (isPaused) desk.tell("onResume");
    isStarted = true;
    isPaused = false;
  });
  on("pause", () => {
    isPaused = true;
    if (!element.ended) desk.tell("onPause");
  });
  on("seeked", () => desk.tell("onSeek", { time: element.currentTime }));
  on("timeupdate", () => desk.tell("onUpdate", { time: element.currentTime }));
  on("loadedmetadata", () => desk.tell("onMetaData", { duration: element.duration }));
  on("waiting", () => desk.tell("onBufferEmpty"));
  on("canplaythrough", () => desk.tell("onBufferFull"));
  on("ended", () => {
    isStarted = false;
    desk.tell("onFinish");
  });
  let wasMuted = element.muted;
  on("volumechange", () => {
    if (element.muted !== wasMuted) desk.tell(element.muted ? "onMute" : "onUnmute");
    wasMuted = element.muted;
    desk.tell("onVolume", { volume: Math.round(element.volume * 100) });
  });
  on("fullscreenchange", () =>
    desk.tell(document.fullscreenElement === element ? "onFullscreen" : "onFullscreenExit"),
  );
  element.addEventListener("oxbow-error", (event) => {
    const { code, message } = (event as CustomEvent<PlayerError>).detail;
    desk.tell("onError", { code, message });
  });
}
