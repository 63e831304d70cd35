import type { OxbowPlayerElement } from "../element/oxbow-player.ts";

/** Makes a player of a snippet in place of the element with this id. */
export type MountSnippet = (snippet: string, containerId: string) => OxbowPlayerElement | undefined;

/**
 * Stands in for the scripts of the era. Each call is written down as the page would have written it and read by the
 * same code that reads pages, so the rules of every player are in one place.
 *
 * @returns how to take them away again
 */
export function installShims({ defaultView }: Document, mount: MountSnippet): () => void {
  if (defaultView === null) return () => {};
  const view = defaultView as unknown as Record<string, unknown>;
  const shims: Readonly<Record<string, unknown>> = {
    jwplayer: jwplayerShim(mount),
    swfobject: swfobjectShim(mount),
    SWFObject: swfObject1Shim(mount),
    flowplayer: flowplayerShim(mount),
  };
  // A page that still has the real script keeps it.
  const missing = Object.keys(shims).filter((name) => view[name] === undefined);
  for (const name of missing) view[name] = shims[name];
  return () => {
    for (const name of missing) if (view[name] === shims[name]) delete view[name];
  };
}

/** A call as a page would have it. `</script>` inside a string would end it too early. */
function scriptOf(call: string): string {
  return `<script>${call.replaceAll("</", "<\\/")}</script>`;
}

/** The part of JW Player's API that pages of the era call. */
interface JwPlayerShim {
  readonly setup: (config: object) => JwPlayerShim;
  readonly play: () => JwPlayerShim;
  readonly pause: () => JwPlayerShim;
  readonly seek: (seconds: number) => JwPlayerShim;
  readonly setVolume: (percent: number) => JwPlayerShim;
  readonly getPosition: () => number;
  readonly getDuration: () => number;
  readonly getState: () => "IDLE" | "PLAYING" | "PAUSED" | "BUFFERING";
  readonly on: (name: string, listener: () => void) => JwPlayerShim;
  readonly onReady: (listener: () => void) => JwPlayerShim;
  readonly onPlay: (listener: () => void) => JwPlayerShim;
  readonly onPause: (listener: () => void) => JwPlayerShim;
  readonly onComplete: (listener: () => void) => JwPlayerShim;
}

/** JW Player's event names by the element's. */
const JW_EVENTS: Readonly<Record<string, string>> = {
  ready: "loadedmetadata",
  play: "playing",
  pause: "pause",
  complete: "ended",
  time: "timeupdate",
  error: "oxbow-error",
};

function jwplayerShim(mount: MountSnippet): (id: string) => JwPlayerShim {
  const players = new Map<string, OxbowPlayerElement>();
  return (id) => {
    const player = (): OxbowPlayerElement | undefined => players.get(id);
    const on = (name: string, listener: () => void): JwPlayerShim => {
      player()?.addEventListener(JW_EVENTS[name] ?? name, listener);
      return shim;
    };
    const act = (does: (element: OxbowPlayerElement) => void): JwPlayerShim => {
      const element = player();
      if (element !== undefined) does(element);
      return shim;
    };
    const shim: JwPlayerShim = {
      setup(config) {
        const made = mount(scriptOf(`jwplayer(${JSON.stringify(id)}).setup(${JSON.stringify(config)});`), id);
        if (made !== undefined) players.set(id, made);
        return shim;
      },
      play: () => act((element) => void element.play()),
      pause: () => act((element) => element.pause()),
      seek: (seconds) =>
        act((element) => {
          element.currentTime = seconds;
        }),
      setVolume: (percent) =>
        act((element) => {
          element.volume = percent / 100;
        }),
      getPosition: () => player()?.currentTime ?? 0,
      getDuration: () => player()?.duration ?? -1,
      getState: () => {
        const status = player()?.player?.state.status;
        if (status === "playing") return "PLAYING";
        if (status === "paused") return "PAUSED";
        return status === "buffering" || status === "seeking" ? "BUFFERING" : "IDLE";
      },
      on,
      onReady: (listener) => on("ready", listener),
      onPlay: (listener) => on("play", listener),
      onPause: (listener) => on("pause", listener),
      onComplete: (listener) => on("complete", listener),
    };
    return shim;
  };
}

function swfobjectShim(mount: MountSnippet): Readonly<Record<string, unknown>> {
  return {
    embedSWF(...call: readonly unknown[]) {
      const [movie, id, width, height, version, , flashvars = {}, parameters = {}] = call;
      const values = [movie, id, width, height, version, false, flashvars, parameters];
      mount(
        scriptOf(`swfobject.embedSWF(${values.map((value) => JSON.stringify(value ?? "")).join(", ")});`),
        String(id),
      );
    },
    registerObject() {},
    // Pages ask before they embed, and show "get Flash" when the answer is no.
    hasFlashPlayerVersion: () => true,
    getFlashPlayerVersion: () => ({ major: 32, minor: 0, release: 0 }),
  };
}

function swfObject1Shim(mount: MountSnippet): unknown {
  return class SWFObject {
    readonly #head: string;
    readonly #calls: string[] = [];

    constructor(...values: readonly unknown[]) {
      this.#head = `var so = new SWFObject(${values.map((value) => JSON.stringify(value ?? "")).join(", ")});`;
    }

    addVariable(name: string, value: unknown): void {
      this.#calls.push(`so.addVariable(${JSON.stringify(name)}, ${JSON.stringify(String(value))});`);
    }

    addParam(name: string, value: unknown): void {
      this.#calls.push(`so.addParam(${JSON.stringify(name)}, ${JSON.stringify(String(value))});`);
    }

    write(id: string): boolean {
      const call = [this.#head, ...this.#calls, `so.write(${JSON.stringify(id)});`].join("\n");
      return mount(scriptOf(call), id) !== undefined;
    }
  };
}

function flowplayerShim(
  mount: MountSnippet,
): (...values: readonly unknown[]) => OxbowPlayerElement | undefined {
  return (id, movie, config = {}) => {
    const values = [id, movie, config].map((value) => JSON.stringify(value ?? ""));
    return mount(scriptOf(`flowplayer(${values.join(", ")});`), String(id));
  };
}
