import type flvjs from "flv.js";
import { asPlayerError, PlayerError } from "../player-error.ts";
import type { Engine, EngineContext } from "./engine.ts";
import { createFeedLoader } from "./feed-loader.ts";
import { openFeed, trafficOf } from "./open-feed.ts";
import { SeekGuard } from "./seek-guard.ts";

/** What flv.js remuxes; the rest needs mpegts.js or nothing at all. */
const PLAYABLE = new Set(["H.264", "AAC", "MP3"]);

/** Plays FLV with flv.js, which gets its bytes from our own feed. Request and script are on their way together. */
export async function openFlvEngine(context: EngineContext): Promise<Engine> {
  if (typeof MediaSource === "undefined") throw new PlayerError("ERR_PLAYER_NO_MSE");
  const library = import("flv.js").then(({ default: flv }) => flv);
  // Whichever fails first is the answer; the other must not become an unhandled rejection.
  library.catch(() => undefined);
  const feed = await openFeed(context);
  try {
    const foreign = [feed.head.video, feed.head.audio].find((codec) => codec && !PLAYABLE.has(codec.name));
    if (foreign !== undefined) throw new PlayerError("ERR_PLAYER_CODEC", foreign.name);
    const flv = await library.catch((error: unknown) => {
      throw asPlayerError(error, "ERR_PLAYER_ENGINE");
    });
    context.signal.throwIfAborted();
    return attach(flv, context, feed);
  } catch (error) {
    feed.close();
    throw error;
  }
}

function attach(
  flv: typeof flvjs,
  context: EngineContext,
  feed: Awaited<ReturnType<typeof openFeed>>,
): Engine {
  const { video } = context;
  flv.LoggingControl.applyConfig({ enableAll: false });
  const player = flv.createPlayer(
    {
      type: "flv",
      url: context.candidate.url,
      hasAudio: feed.head.audio !== undefined,
      hasVideo: feed.head.video !== undefined,
    },
    {
      // Its worker never shows a frame in Chromium.
      enableWorker: false,
      enableStashBuffer: false,
      // The feed holds the sender back; flv.js would drop the connection instead.
      lazyLoad: false,
      accurateSeek: true,
      autoCleanupSourceBuffer: true,
      customLoader: createFeedLoader(flv.BaseLoader, feed),
    },
  );
  let isClosed = false;
  // One failure makes flv.js report hundreds: the first one counts.
  player.on(
    flv.Events.ERROR,
    (_type: string, detail: string, info: { readonly msg?: string } | undefined) => {
      if (isClosed) return;
      const words = `${detail}: ${info?.msg ?? ""}`;
      context.onFatal(
        new PlayerError(detail.includes("Codec") ? "ERR_PLAYER_CODEC" : "ERR_PLAYER_DECODE", words),
      );
    },
  );
  player.attachMediaElement(video);
  player.load();
  const guard = new SeekGuard(video, (seconds) => {
    player.currentTime = seconds;
  });
  return {
    name: "flv",
    seek(seconds) {
      player.currentTime = seconds;
      guard.watch(seconds);
    },
    traffic: () => trafficOf(feed),
    close() {
      isClosed = true;
      guard.stop();
      feed.close();
      player.destroy();
      // flv.js leaves its object URL in `src`; `load` alone frees the decoder.
      video.removeAttribute("src");
      video.load();
    },
  };
}
