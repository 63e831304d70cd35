import type { OxbowPlayerElement } from "../element/oxbow-player.ts";
import type { PlayerError } from "../player-error.ts";
import { EventDesk } from "./event-desk.ts";
import { scriptOf } from "./script-of.ts";
import type { MountSnippet } from "./shims.ts";

/** States as JW Player 4 to 6 say them. */
type JwState = "IDLE" | "PLAYING" | "PAUSED" | "BUFFERING";

/** Events that have a method of their own, `onPlay` and so on. */
const EVENTS: readonly string[] = [
  ...["ready", "setupError", "play", "pause", "buffer", "idle", "complete", "time", "seek", "error"],
  ...["volume", "mute", "fullscreen", "bufferChange", "beforePlay", "beforeComplete", "meta"],
  ...["playlist", "playlistItem", "playlistComplete", "captionsList", "captionsChange", "resize"],
];

/** Methods that change what this player has no counterpart of; they give the player back, as they always did. */
const WITHOUT_EFFECT: readonly string[] = [
  ...["addButton", "removeButton", "setControls", "playlistItem", "playlistNext", "playlistPrev"],
  ...["setCurrentQuality", "setCurrentAudioTrack", "resize", "trigger"],
];

/** Stands in for `jwplayer`: `jwplayer("id")`, `jwplayer(0)`, `jwplayer()`. */
export function jwplayerShim(mount: MountSnippet): (which?: unknown) => object {
  const players = new Map<string, object>();
  return (which = 0) => {
    const id =
      typeof which === "number"
        ? [...players.keys()][which]
        : which instanceof Element
          ? which.id
          : String(which);
    const known = players.get(id ?? "");
    if (known !== undefined) return known;
    const player = createJwPlayer(id ?? "", mount, () => players.delete(id ?? ""));
    if (id !== undefined) players.set(id, player);
    return player;
  };
}

function createJwPlayer(id: string, mount: MountSnippet, onRemove: () => void): object {
  let element: OxbowPlayerElement | undefined;
  let isReady = false;
  let config: Readonly<Record<string, unknown>> = {};
  const desk = new EventDesk(() => shim);

  const act = (does: (player: OxbowPlayerElement) => void): typeof shim => {
    if (element !== undefined) does(element);
    return shim;
  };
  const on = (name: string, listener: unknown): typeof shim => {
    // Who asks late is told at once.
    if (name === "ready" && isReady && typeof listener === "function")
      queueMicrotask(() => listener.call(shim, { type: name }));
    else desk.on(name, listener);
    return shim;
  };
  const listen = (name: string, listener: unknown): void => void on(eventOf(name), listener);
  const setPlaying = (isWanted: boolean): typeof shim =>
    act((player) => (isWanted ? void player.play() : player.pause()));

  const shim: Record<string, unknown> = {
    id,
    setup(given: Readonly<Record<string, unknown>>) {
      // Another film brings those of the player along, which are known.
      const events = given.events === config.events ? {} : given.events;
      config = given;
      const before = element;
      element = mount(scriptOf(`jwplayer(${JSON.stringify(id)}).setup`, [given]), id);
      for (const [name, listener] of Object.entries(events ?? {})) listen(name, listener);
      const made = element;
      if (made === undefined) {
        queueMicrotask(() => desk.tell("setupError", { message: "no stream" }));
        return shim;
      }
      // Before it plays: a browser that refuses sound would refuse the start.
      if (given.mute === true) made.muted = true;
      if (given.autostart === true || given.autostart === "true") void made.play();
      // Another film in the same player, whose events are told already.
      if (made === before) return shim;
      tellEvents(made, desk);
      queueMicrotask(() => {
        isReady = true;
        desk.tell("ready");
      });
      return shim;
    },
    // Without a word they change what is.
    play: (isWanted?: boolean) => act((player) => setPlaying(isWanted ?? player.paused)),
    pause: (isWanted?: boolean) => act((player) => setPlaying(!(isWanted ?? !player.paused))),
    stop: () =>
      act((player) => {
        player.pause();
        player.currentTime = 0;
      }),
    seek: (seconds: number) =>
      act((player) => {
        player.currentTime = seconds;
        void player.play();
      }),
    setVolume: (percent: number) =>
      act((player) => {
        player.volume = Math.min(1, Math.max(0, percent / 100));
      }),
    setMute: (isMuted?: boolean) =>
      act((player) => {
        player.muted = isMuted ?? !player.muted;
      }),
    setFullscreen: (isWanted?: boolean) =>
      act((player) => {
        const isFull = document.fullscreenElement === player;
        if ((isWanted ?? !isFull) === isFull) return;
        // Refused without a gesture, as Flash Player refused it.
        (isFull ? document.exitFullscreen() : player.requestFullscreen()).catch(() => undefined);
      }),
    load: (item: unknown) => {
      const [first] = Array.isArray(item) ? item : [item];
      const more = typeof first === "string" ? { file: first } : (first as object);
      return (shim.setup as (given: object) => object)({ ...config, ...more });
    },
    remove() {
      element?.remove();
      element = undefined;
      desk.off();
      onRemove();
    },
    getPosition: () => element?.currentTime ?? 0,
    getDuration: () => element?.player?.state.durationSeconds || -1,
    getVolume: () => Math.round((element?.volume ?? 1) * 100),
    getMute: () => element?.muted ?? false,
    getFullscreen: () => element !== undefined && document.fullscreenElement === element,
    getBuffer: () => bufferPercent(element),
    getState: () => stateOf(element),
    getWidth: () => element?.clientWidth ?? 0,
    getHeight: () => element?.clientHeight ?? 0,
    getContainer: () => element ?? document.getElementById(id),
    getRenderingMode: () => "html5",
    getPlaylist: () => [config],
    getPlaylistItem: () => config,
    getPlaylistIndex: () => 0,
    getMeta: () => ({ width: element?.videoWidth ?? 0, height: element?.videoHeight ?? 0 }),
    on,
    once: (name: string, listener: unknown) => {
      desk.once(name, listener);
      return shim;
    },
    off: (name?: string, listener?: unknown) => {
      desk.off(name, listener);
      return shim;
    },
  };
  for (const name of WITHOUT_EFFECT) shim[name] = () => shim;
  for (const name of EVENTS) {
    shim[`on${name.charAt(0).toUpperCase()}${name.slice(1)}`] = (listener: unknown) => on(name, listener);
  }
  return shim;
}

/** `onPlay` and `play` are the same. */
function eventOf(name: string): string {
  return /^on[A-Z]/.test(name) ? name.charAt(2).toLowerCase() + name.slice(3) : name;
}

function tellEvents(element: OxbowPlayerElement, desk: EventDesk): void {
  let oldstate = stateOf(element);
  const times = (): { readonly position: number; readonly duration: number } => ({
    position: element.currentTime,
    duration: element.player?.state.durationSeconds ?? 0,
  });
  element.addEventListener("oxbow-status", () => {
    const newstate = stateOf(element);
    if (newstate === oldstate) return;
    const name = { PLAYING: "play", PAUSED: "pause", BUFFERING: "buffer", IDLE: "idle" }[newstate];
    const event = { oldstate, newstate };
    oldstate = newstate;
    desk.tell(name, event);
  });
  const on = (event: string, name: string, values: () => object = () => ({})): void => {
    element.addEventListener(event, () => desk.tell(name, values()));
  };
  on("play", "beforePlay");
  on("timeupdate", "time", times);
  on("seeking", "seek", () => ({ ...times(), offset: element.currentTime }));
  on("progress", "bufferChange", () => ({ bufferPercent: bufferPercent(element) }));
  on("volumechange", "volume", () => ({ volume: Math.round(element.volume * 100) }));
  on("volumechange", "mute", () => ({ mute: element.muted }));
  on("loadedmetadata", "meta", () => ({
    metadata: { width: element.videoWidth, height: element.videoHeight, duration: times().duration },
  }));
  on("ended", "complete");
  on("ended", "playlistComplete");
  element.addEventListener("fullscreenchange", () =>
    desk.tell("fullscreen", { fullscreen: document.fullscreenElement === element }),
  );
  element.addEventListener("oxbow-error", (event) => {
    const { code, message } = (event as CustomEvent<PlayerError>).detail;
    desk.tell("error", { message, code });
  });
}

function stateOf(element: OxbowPlayerElement | undefined): JwState {
  const status = element?.player?.state.status;
  if (status === "playing") return "PLAYING";
  if (status === "paused") return "PAUSED";
  return status === "buffering" || status === "seeking" ? "BUFFERING" : "IDLE";
}

function bufferPercent(element: OxbowPlayerElement | undefined): number {
  const { bufferedSeconds = 0, durationSeconds = 0 } = element?.player?.state ?? {};
  return durationSeconds > 0 ? Math.min(100, Math.round((100 * bufferedSeconds) / durationSeconds)) : 0;
}
