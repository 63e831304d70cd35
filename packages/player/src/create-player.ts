import type { Candidate, EdgeAddresses, EngineName } from "./candidates.ts";
import { Emitter } from "./emitter.ts";
import { bufferedAheadSeconds } from "./engine/buffered-ahead.ts";
import type { Engine, EngineContext, OpenEngine } from "./engine/engine.ts";
import { nextCandidates } from "./fallback.ts";
import { DRY_SECONDS, watchPlayback } from "./playback-watch.ts";
import { asPlayerError, PlayerError } from "./player-error.ts";
import {
  type ExperienceEvent,
  INITIAL_STATE,
  type PlayerEvents,
  type PlayerState,
  type PlayerStatus,
} from "./player-state.ts";
import { type PlayerInput, resolveInput } from "./resolve-input.ts";
import { askEarly, type EarlyRequest } from "./source/early-request.ts";
import { httpSource } from "./source/http-source.ts";
import { createStore, type Listener } from "./store.ts";

/** How a player is set up. */
export interface PlayerOptions extends EdgeAddresses {
  /** Begin to play as soon as it can. Where sound is refused it begins muted and says so. */
  readonly autoplay?: boolean;
  /** Protocols it may use, in the order in which they are tried. Default: all, best first. */
  readonly protocols?: readonly Candidate["protocol"][];
  /** Engines beyond the built-in ones, or in their place, by the import that brings them; see the README. */
  readonly engines?: Readonly<Partial<Record<EngineName, () => Promise<OpenEngine>>>>;
  /**
   * The directory where the files of `@ruffle-rs/ruffle` are served, such as `/ruffle/`: Ruffle then plays what is in
   * a codec of the Flash era. Not needed where the page itself has loaded Ruffle.
   */
  readonly ruffle?: string | undefined;
  /** Seconds to buffer before the sender is held back. Default 60. */
  readonly maxBufferSeconds?: number;
}

/** A player bound to one `<video>`. */
export interface Player extends Disposable {
  readonly video: HTMLVideoElement;
  /** The state now. It is never changed in place. */
  readonly state: PlayerState;
  /** Calls `listener` when what `select` picks changes; returns how to stop. */
  readonly subscribe: <Value>(select: (state: PlayerState) => Value, listener: Listener<Value>) => () => void;
  readonly on: <Name extends keyof PlayerEvents>(
    name: Name,
    listener: (event: PlayerEvents[Name]) => void,
  ) => () => void;
  /** Takes other options; they hold from the next `load` on. */
  readonly configure: (options: PlayerOptions) => void;
  /** Loads something else. Settles when it is ready, blocked or failed; the state says which. */
  readonly load: (input: PlayerInput, startSeconds?: number) => Promise<void>;
  /** Loads the same once more, from where it stopped. */
  readonly retry: () => Promise<void>;
  readonly play: () => Promise<void>;
  readonly pause: () => void;
  /** Goes to a time, within what is known of the duration. */
  readonly seek: (seconds: number) => void;
  /** Gives back the sound after a muted start; call it from a gesture. */
  readonly unmute: () => void;
  /** Lets go of everything. The element is left as it was found, without a source. */
  readonly destroy: () => void;
}

/** Makes a player. It does nothing until `load`. */
export function createPlayer(video: HTMLVideoElement, options: PlayerOptions = {}): Player {
  return new ElementPlayer(video, options);
}

const BUILT_IN: Readonly<Partial<Record<EngineName, (options: PlayerOptions) => Promise<OpenEngine>>>> = {
  native: async () => (await import("./engine/native-engine.ts")).openNativeEngine,
  flv: async () => {
    // Asked for here, the library comes beside its engine, not after it. If it does not come, the engine says so.
    import("flv.js").catch(() => undefined);
    return (await import("./engine/flv-engine.ts")).openFlvEngine;
  },
  ruffle: async ({ ruffle }) => (await import("./engine/ruffle-engine.ts")).ruffleEngine(ruffle),
};

class ElementPlayer implements Player {
  readonly video: HTMLVideoElement;
  #options: PlayerOptions;
  readonly #store = createStore<PlayerState>(INITIAL_STATE);
  readonly #emitter = new Emitter<PlayerEvents>();
  readonly #listeners = new AbortController();
  /** What the current `load` owns; aborted by the next one. */
  #loading = new AbortController();
  #engine: Engine | undefined;
  /** Broke already, but what is buffered still plays. */
  #broken: PlayerError | undefined;
  #loadedAtMs = 0;
  /** Where `retry` goes on. */
  #failedAtSeconds = 0;
  #isWanted = false;

  readonly subscribe: Player["subscribe"] = (select, listener) => this.#store.subscribe(select, listener);
  readonly on: Player["on"] = (name, listener) => this.#emitter.on(name, listener);

  constructor(video: HTMLVideoElement, options: PlayerOptions) {
    this.video = video;
    this.#options = options;
    this.#store.set({ volume: video.volume, isMuted: video.muted });
    this.#listen();
    const stop = watchPlayback(video, () => this.#engine?.traffic(), {
      onStarving: () => this.#onStarving(),
      onFed: (ms) => this.#onFed(ms),
      onSilence: () => this.#fail(new PlayerError("ERR_PLAYER_STALLED", "nothing arrives")),
      onTick: () => this.#onTick(),
    });
    this.#listeners.signal.addEventListener("abort", stop);
  }

  get state(): PlayerState {
    return this.#store.get();
  }

  readonly configure = (options: PlayerOptions): void => {
    this.#options = options;
  };

  readonly load = async (input: PlayerInput, startSeconds = 0): Promise<void> => {
    this.#unload();
    const loading = new AbortController();
    this.#loading = loading;
    this.#loadedAtMs = performance.now();
    this.#isWanted ||= this.#options.autoplay === true;
    const { volume, isMuted, playbackRate } = this.state;
    this.#store.set({ ...INITIAL_STATE, input, volume, isMuted, playbackRate });
    this.#enter("resolving");
    try {
      const resolved = resolveInput(input, this.#options);
      this.#store.set({ reference: resolved.reference, warnings: resolved.warnings });
      await this.#tryAll(this.#allowed(resolved.candidates), loading.signal);
    } catch (error) {
      if (!loading.signal.aborted) this.#fail(asPlayerError(error, "ERR_PLAYER_ENGINE"));
      return;
    }
    if (loading.signal.aborted) return;
    if (startSeconds > 0) {
      await untilMetadata(this.video, loading.signal);
      if (loading.signal.aborted) return;
      this.seek(startSeconds);
    }
    if (this.#isWanted) await this.play();
  };

  readonly retry = async (): Promise<void> => {
    const { currentSeconds, input, status } = this.state;
    if (input === undefined) return;
    this.#isWanted = true;
    await this.load(
      input,
      status === "ended" ? 0 : status === "error" ? this.#failedAtSeconds : currentSeconds,
    );
  };

  readonly play = async (): Promise<void> => {
    this.#isWanted = true;
    const { video } = this;
    try {
      await video.play();
    } catch (error) {
      if (!isRefusal(error)) return;
      if (!video.muted && this.#options.autoplay === true) {
        video.muted = true;
        this.#store.set({ isSoundBlocked: true });
        await video.play().catch((second: unknown) => {
          if (isRefusal(second)) this.#enter("blocked");
        });
      } else {
        this.#enter("blocked");
      }
    }
  };

  readonly pause = (): void => {
    this.#isWanted = false;
    this.video.pause();
  };

  readonly seek = (seconds: number): void => {
    const { durationSeconds } = this.state;
    const last =
      durationSeconds > 0 ? Math.max(0, durationSeconds - LAST_FRAME_SECONDS) : Number.POSITIVE_INFINITY;
    this.#engine?.seek(Math.min(Math.max(0, seconds), last));
  };

  readonly unmute = (): void => {
    this.video.muted = false;
    this.#store.set({ isSoundBlocked: false });
  };

  readonly destroy = (): void => {
    this.#listeners.abort();
    this.#unload();
    this.#store.set(INITIAL_STATE);
    this.#store.close();
    this.#emitter.close();
  };

  [Symbol.dispose](): void {
    this.destroy();
  }

  #allowed(all: readonly Candidate[]): readonly Candidate[] {
    const { protocols } = this.#options;
    if (protocols === undefined) return all;
    return protocols.flatMap((protocol) => all.filter((candidate) => candidate.protocol === protocol));
  }

  /** Tries candidates in order until one opens. Every failure stays in `attempts`. */
  async #tryAll(candidates: readonly Candidate[], signal: AbortSignal): Promise<void> {
    let left = candidates;
    let candidate = left[0];
    let firstError: PlayerError | undefined;
    while (candidate !== undefined) {
      this.#enter("loading");
      const { attempts } = this.state;
      const { engine: name, protocol, url } = candidate;
      const loading = this.#engineNamed(name);
      // The stream comes beside the scripts.
      const early = askEarly(candidate);
      const drop = (): void => early?.drop();
      signal.addEventListener("abort", drop, { once: true });
      try {
        const open = await loading;
        const engine = await open(this.#contextOf(candidate, early, signal));
        if (signal.aborted) {
          engine.close();
          return;
        }
        this.#engine = engine;
        this.#store.set({
          engine: name,
          protocol,
          url,
          attempts: [...attempts, { candidate, error: undefined }],
        });
        return;
      } catch (error) {
        if (signal.aborted) return;
        const failure = asPlayerError(error, "ERR_PLAYER_ENGINE");
        firstError ??= failure;
        this.#store.set({ attempts: [...attempts, { candidate, error: failure }] });
        left = nextCandidates(left, failure, this.#extraEngines());
        if (left.length > 0) this.#report({ kind: "fallback", from: candidate, error: failure });
        candidate = left[0];
      } finally {
        drop();
        signal.removeEventListener("abort", drop);
      }
    }
    throw firstError ?? new PlayerError("ERR_PLAYER_ADDRESS", "no protocol is allowed");
  }

  /** Engines that take over where the first choice cannot play a codec. */
  #extraEngines(): readonly string[] {
    const { engines = {}, ruffle } = this.#options;
    const hasRuffle = ruffle !== undefined || "RufflePlayer" in globalThis;
    return hasRuffle ? [...Object.keys(engines), "ruffle"] : Object.keys(engines);
  }

  async #engineNamed(name: EngineName): Promise<OpenEngine> {
    const load = this.#options.engines?.[name] ?? BUILT_IN[name];
    if (load === undefined) throw new PlayerError("ERR_PLAYER_ENGINE", `${name} is not set up`);
    try {
      return await load(this.#options);
    } catch (error) {
      throw asPlayerError(error, "ERR_PLAYER_ENGINE");
    }
  }

  #contextOf(candidate: Candidate, early: EarlyRequest | undefined, signal: AbortSignal): EngineContext {
    const whileCurrent =
      <Arguments extends readonly unknown[]>(act: (...values: Arguments) => void) =>
      (...values: Arguments): void => {
        if (!signal.aborted) act(...values);
      };
    return {
      video: this.video,
      candidate,
      early,
      source: candidate.protocol === "http-flv" ? httpSource(candidate.url, early) : undefined,
      signal,
      maxBufferSeconds: this.#options.maxBufferSeconds ?? DEFAULT_BUFFER_SECONDS,
      onFacts: whileCurrent((media) => {
        this.#store.set({ media, ...(media.durationMs > 0 && { durationSeconds: media.durationMs / 1000 }) });
      }),
      onBroken: whileCurrent((error) => {
        this.#broken = error;
        if (bufferedAheadSeconds(this.video) === 0 && this.video.readyState < 3) this.#fail(error);
      }),
      onFatal: whileCurrent((error) => this.#fail(error)),
      onResumed: whileCurrent(() => {
        const { experience, currentSeconds } = this.state;
        this.#store.set({ experience: { ...experience, resumptions: experience.resumptions + 1 } });
        this.#report({ kind: "resumed", atSeconds: currentSeconds });
      }),
    };
  }

  /** Media events become states; what they leave out, `watchPlayback` finds. */
  #listen(): void {
    const { video } = this;
    const { signal } = this.#listeners;
    const on = (name: keyof HTMLMediaElementEventMap, act: () => void): void => {
      video.addEventListener(name, act, { signal });
    };
    on("canplay", () => {
      if (this.state.status === "loading") this.#enter(video.paused ? "ready" : "buffering");
    });
    on("playing", () => {
      if (!this.#isAstray()) this.#enterIfLoaded("playing");
      if (video.videoWidth === 0) this.#onFirstFrame();
    });
    on("pause", () => {
      if (!video.ended && video.readyState > 0) this.#enterIfLoaded("paused");
    });
    on("waiting", () => {
      if (!video.seeking) this.#enterIfLoaded("buffering");
    });
    on("seeking", () => this.#enterIfLoaded("seeking"));
    on("seeked", () => {
      if (this.state.status === "seeking" && !this.#isAstray()) this.#enter(this.#standing());
    });
    on("ended", () => this.#onEnded());
    on("timeupdate", () => this.#store.set({ currentSeconds: video.currentTime }));
    on("durationchange", () => {
      if (Number.isFinite(video.duration)) this.#store.set({ durationSeconds: video.duration });
    });
    on("volumechange", () => {
      this.#store.set({ volume: video.volume, isMuted: video.muted });
      if (!video.muted) this.#store.set({ isSoundBlocked: false });
    });
    on("ratechange", () => this.#store.set({ playbackRate: video.playbackRate }));
    const onFrame = (): void => {
      this.#onFirstFrame();
      if (!signal.aborted) handle = video.requestVideoFrameCallback(onFrame);
    };
    let handle = video.requestVideoFrameCallback(onFrame);
    signal.addEventListener("abort", () => video.cancelVideoFrameCallback(handle));
  }

  #onFirstFrame(): void {
    const { experience, engine, protocol } = this.state;
    if (experience.timeToFirstFrameMs !== undefined || engine === undefined || protocol === undefined) return;
    const ms = performance.now() - this.#loadedAtMs;
    this.#store.set({ experience: { ...experience, timeToFirstFrameMs: ms } });
    this.#report({ kind: "firstFrame", ms, engine, protocol });
  }

  #onEnded(): void {
    // A seek may end at the end by accident. The element then stands still, and stays so when the engine seeks again.
    if (this.#isAstray()) {
      const goOn = (): void => void (this.#isWanted && this.play());
      this.video.addEventListener("seeking", goOn, { once: true, signal: this.#loading.signal });
      return;
    }
    if (this.#broken !== undefined) {
      this.#fail(this.#broken);
      return;
    }
    this.#isWanted = false;
    this.#enter("ended");
    this.#report({ kind: "ended", experience: this.state.experience });
  }

  #onStarving(): void {
    // Before the first frame it is start-up, not a stall.
    const { experience, status, currentSeconds } = this.state;
    if (experience.timeToFirstFrameMs === undefined || status === "seeking") return;
    this.#enterIfLoaded("buffering");
    this.#store.set({ experience: { ...experience, stalls: experience.stalls + 1 } });
    this.#report({ kind: "stall", atSeconds: currentSeconds });
  }

  #onFed(ms: number): void {
    const { experience, status } = this.state;
    if (status !== "buffering") return;
    this.#enter(this.#standing());
    this.#store.set({ experience: { ...experience, stalledMs: experience.stalledMs + ms } });
    this.#report({ kind: "stallEnd", ms });
  }

  #onTick(): void {
    const { video } = this;
    const bufferedSeconds = video.currentTime + bufferedAheadSeconds(video);
    this.#store.set({ bufferedSeconds, currentSeconds: video.currentTime });
    if (this.#engine === undefined) return;
    if (this.#broken !== undefined && bufferedSeconds - video.currentTime < DRY_SECONDS && !video.paused) {
      this.#fail(this.#broken);
      return;
    }
    const { experience } = this.state;
    const { droppedVideoFrames: droppedFrames, totalVideoFrames: decodedFrames } =
      video.getVideoPlaybackQuality();
    const receivedBytes = this.#engine.traffic()?.receivedBytes ?? 0;
    const isSame =
      experience.droppedFrames === droppedFrames &&
      experience.decodedFrames === decodedFrames &&
      experience.receivedBytes === receivedBytes;
    if (!isSame)
      this.#store.set({ experience: { ...experience, droppedFrames, decodedFrames, receivedBytes } });
  }

  /** What a film does that neither seeks nor waits. An engine may seek before anything has played. */
  #standing(): PlayerStatus {
    const { paused, played } = this.video;
    return paused ? (played.length > 0 ? "paused" : "ready") : "playing";
  }

  #isAstray(): boolean {
    return this.#engine?.isAstray?.() === true;
  }

  #enterIfLoaded(status: PlayerStatus): void {
    if (this.#engine !== undefined && this.state.status !== "error") this.#enter(status);
  }

  #enter(status: PlayerStatus): void {
    const previous = this.state.status;
    if (previous === status) return;
    this.#store.set({ status });
    this.#emitter.emit("statuschange", { status, previous });
  }

  /** Ends playback with one error, whatever else goes wrong on the way. */
  #fail(error: PlayerError): void {
    if (this.state.status === "error") return;
    this.#failedAtSeconds = this.video.currentTime;
    this.#unload();
    this.#store.set({ error });
    this.#enter("error");
    this.#emitter.emit("error", error);
    this.#report({ kind: "error", error });
  }

  #report(event: ExperienceEvent): void {
    this.#emitter.emit("experience", event);
  }

  #unload(): void {
    this.#loading.abort();
    this.#broken = undefined;
    const engine = this.#engine;
    this.#engine = undefined;
    engine?.close();
  }
}

/** Seeking to the very end would end playback at once. */
const LAST_FRAME_SECONDS = 0.1;

const DEFAULT_BUFFER_SECONDS = 60;

function isRefusal(error: unknown): boolean {
  return error instanceof DOMException && error.name === "NotAllowedError";
}

/** Settles when there is something to seek in, or nobody wants it any more. */
function untilMetadata(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  if (video.readyState > 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    video.addEventListener("loadedmetadata", () => resolve(), { once: true, signal });
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
