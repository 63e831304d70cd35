import type { EngineName } from "../candidates.ts";
import type { FlvFeed } from "../flv/flv-feed.ts";
import { loadLater } from "../flv/load-later.ts";
import { asPlayerError, PlayerError } from "../player-error.ts";
import type { Engine, EngineContext } from "./engine.ts";
import { type BaseLoader, createFeedLoader } from "./feed-loader.ts";
import { openFeed, trafficOf } from "./open-feed.ts";
import type { SeekGuard } from "./seek-guard.ts";

/** What flv.js and mpegts.js have in common, as far as we use it. */
export interface RemuxLibrary {
  readonly BaseLoader: new (typeName: string) => BaseLoader;
  readonly Events: { readonly ERROR: string };
  readonly LoggingControl: { applyConfig(config: { readonly enableAll: boolean }): void };
  createPlayer(
    source: Readonly<Record<string, unknown>>,
    config: Readonly<Record<string, unknown>>,
  ): RemuxPlayer;
}

interface RemuxPlayer {
  currentTime: number;
  on(event: string, listener: (...values: never[]) => void): void;
  attachMediaElement(element: HTMLMediaElement): void;
  load(): void;
  destroy(): void;
}

/** One library that turns FLV into what Media Source Extensions take. */
export interface Remuxer {
  readonly name: EngineName;
  readonly load: () => Promise<RemuxLibrary>;
  /** True where the browser has what the library needs. */
  readonly isSupported: () => boolean;
  /** True for a codec that the library remuxes and the browser decodes. */
  readonly canPlay: (codecName: string) => boolean;
}

/**
 * Plays FLV with a remuxer, which gets its bytes from our own feed. Request and script are on their way together, and
 * the media source opens while the stream's head is awaited.
 */
export async function openRemuxEngine(remuxer: Remuxer, context: EngineContext): Promise<Engine> {
  context.signal.throwIfAborted();
  if (!remuxer.isSupported()) throw new PlayerError("ERR_PLAYER_NO_MSE");
  let isGivenUp = false;
  let attached: Attached | undefined;
  const giveUp = (): void => {
    isGivenUp = true;
    attached?.detach();
  };
  // At once: whoever has the element next must not be robbed of it later.
  context.signal.addEventListener("abort", giveUp);
  const attaching = remuxer.load().then((library) => {
    if (!isGivenUp) attached = attach(remuxer.name, library, context);
  });
  // Whichever fails first is the answer; the other must not become an unhandled rejection.
  attaching.catch(() => undefined);
  let feed: FlvFeed | undefined;
  try {
    feed = await openFeed(context);
    const foreign = [feed.head.video, feed.head.audio].find((codec) => codec && !remuxer.canPlay(codec.name));
    if (foreign !== undefined) throw new PlayerError("ERR_PLAYER_CODEC", foreign.name);
    await attaching.catch((error: unknown) => {
      throw asPlayerError(error, "ERR_PLAYER_ENGINE");
    });
    context.signal.throwIfAborted();
    if (attached !== undefined) return attached.begin(feed);
    throw new PlayerError("ERR_PLAYER_ENGINE");
  } catch (error) {
    giveUp();
    feed?.close();
    throw error;
  }
}

/** A remuxer bound to the element, waiting for a feed. */
interface Attached {
  readonly begin: (feed: FlvFeed) => Engine;
  /** Lets go of the element. */
  readonly detach: () => void;
}

function attach(name: EngineName, library: RemuxLibrary, context: EngineContext): Attached {
  const { video, candidate } = context;
  library.LoggingControl.applyConfig({ enableAll: false });
  let feed: FlvFeed | undefined;
  // The libraries look at the tracks when they begin to load, not before.
  const source = { type: "flv", url: candidate.url, hasAudio: true, hasVideo: true };
  const player = library.createPlayer(source, {
    // flv.js's worker never shows a frame in Chromium.
    enableWorker: false,
    enableStashBuffer: false,
    // The feed holds the sender back; the libraries would drop the connection instead.
    lazyLoad: false,
    deferLoadAfterSourceOpen: false,
    accurateSeek: true,
    autoCleanupSourceBuffer: true,
    customLoader: createFeedLoader(library.BaseLoader, () => feed),
  });
  let isClosed = false;
  // One damaged stream makes the libraries report hundreds of errors; the player keeps the first.
  player.on(
    library.Events.ERROR,
    (_type: string, detail: string, info: { readonly msg?: string } | undefined) => {
      if (isClosed) return;
      const code = detail.includes("Codec") ? "ERR_PLAYER_CODEC" : "ERR_PLAYER_DECODE";
      context.onFatal(new PlayerError(code, `${detail}: ${info?.msg ?? ""}`));
    },
  );
  // A policy without `blob:` in media-src stops the media source without an event of its own.
  const onViolation = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (!isClosed && effectiveDirective === "media-src") {
      context.onFatal(new PlayerError("ERR_PLAYER_CSP", `${effectiveDirective} blocks ${blockedURI}`));
    }
  };
  document.addEventListener("securitypolicyviolation", onViolation);
  // The libraries know of what they remux; only the element knows that its decoder gave up.
  const onMediaError = (): void => {
    const words = video.error?.message ?? "";
    // A violation of the page's policy is told a turn later, and is the better answer.
    setTimeout(() => {
      if (!isClosed) context.onFatal(new PlayerError("ERR_PLAYER_DECODE", words));
    });
  };
  video.addEventListener("error", onMediaError);
  player.attachMediaElement(video);
  const seekTo = (seconds: number): void => {
    player.currentTime = seconds;
  };
  let guard: SeekGuard | undefined;
  let target: number | undefined;
  // A start does without it; it is at hand when there is something to seek in.
  const addGuard = async (): Promise<void> => {
    const { SeekGuard: Guard } = await loadLater();
    guard ??= new Guard(video, seekTo);
  };
  const onLoaded = (): void => void addGuard().catch(() => undefined);
  video.addEventListener("loadeddata", onLoaded, { once: true });
  const detach = (): void => {
    if (isClosed) return;
    isClosed = true;
    document.removeEventListener("securitypolicyviolation", onViolation);
    video.removeEventListener("error", onMediaError);
    video.removeEventListener("loadeddata", onLoaded);
    guard?.stop();
    player.destroy();
    // Without a source, `load` frees the decoder.
    video.removeAttribute("src");
    video.load();
  };
  const begin = (opened: FlvFeed): Engine => {
    feed = opened;
    source.hasAudio = opened.head.audio !== undefined;
    source.hasVideo = opened.head.video !== undefined;
    player.load();
    return {
      name,
      seek(seconds) {
        target = seconds;
        const go = (): void => {
          if (isClosed || target !== seconds) return;
          seekTo(seconds);
          guard?.watch(seconds);
        };
        // One that nobody watches over may come out at the end, and end the film.
        if (guard !== undefined) go();
        else addGuard().then(go, go);
      },
      isAstray: () => guard?.isAstray === true,
      traffic: () => trafficOf(opened),
      close() {
        opened.close();
        detach();
      },
    };
  };
  return { begin, detach };
}
