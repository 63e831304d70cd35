import type { EngineName } from "../candidates.ts";
import type { FlvFeed } from "../flv/flv-feed.ts";
import { asPlayerError, PlayerError } from "../player-error.ts";
import type { Engine, EngineContext } from "./engine.ts";
import { type BaseLoader, createFeedLoader } from "./feed-loader.ts";
import { openFeed, trafficOf } from "./open-feed.ts";
import { SeekGuard } from "./seek-guard.ts";

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

/** Plays FLV with a remuxer, which gets its bytes from our own feed. Request and script are on their way together. */
export async function openRemuxEngine(remuxer: Remuxer, context: EngineContext): Promise<Engine> {
  if (!remuxer.isSupported()) throw new PlayerError("ERR_PLAYER_NO_MSE");
  const loading = remuxer.load();
  // Whichever fails first is the answer; the other must not become an unhandled rejection.
  loading.catch(() => undefined);
  const feed = await openFeed(context);
  try {
    const foreign = [feed.head.video, feed.head.audio].find((codec) => codec && !remuxer.canPlay(codec.name));
    if (foreign !== undefined) throw new PlayerError("ERR_PLAYER_CODEC", foreign.name);
    const library = await loading.catch((error: unknown) => {
      throw asPlayerError(error, "ERR_PLAYER_ENGINE");
    });
    context.signal.throwIfAborted();
    return attach(remuxer.name, library, context, feed);
  } catch (error) {
    feed.close();
    throw error;
  }
}

function attach(name: EngineName, library: RemuxLibrary, context: EngineContext, feed: FlvFeed): Engine {
  const { video, candidate } = context;
  library.LoggingControl.applyConfig({ enableAll: false });
  const player = library.createPlayer(
    {
      type: "flv",
      url: candidate.url,
      hasAudio: feed.head.audio !== undefined,
      hasVideo: feed.head.video !== undefined,
    },
    {
      // flv.js's worker never shows a frame in Chromium.
      enableWorker: false,
      enableStashBuffer: false,
      // The feed holds the sender back; the libraries would drop the connection instead.
      lazyLoad: false,
      accurateSeek: true,
      autoCleanupSourceBuffer: true,
      customLoader: createFeedLoader(library.BaseLoader, feed),
    },
  );
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
  player.load();
  const guard = new SeekGuard(video, (seconds) => {
    player.currentTime = seconds;
  });
  return {
    name,
    seek(seconds) {
      player.currentTime = seconds;
      guard.watch(seconds);
    },
    traffic: () => trafficOf(feed),
    close() {
      isClosed = true;
      document.removeEventListener("securitypolicyviolation", onViolation);
      video.removeEventListener("error", onMediaError);
      guard.stop();
      feed.close();
      player.destroy();
      // Without a source, `load` frees the decoder.
      video.removeAttribute("src");
      video.load();
    },
  };
}
