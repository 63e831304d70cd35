import type { Candidate } from "../candidates.ts";
import { FlvFeed } from "../flv/flv-feed.ts";
import type { ByteSource } from "../source/byte-source.ts";
import type { EarlyRequest } from "../source/early-request.ts";
import { httpSource } from "../source/http-source.ts";
import { bufferedAheadSeconds } from "./buffered-ahead.ts";
import type { EngineContext, Traffic } from "./engine.ts";

/**
 * Opens a candidate's byte source and reads its head, reporting what is inside.
 *
 * @param takesLegacy for an engine that decodes what browsers do not
 */
export async function openFeed(context: EngineContext, takesLegacy = false): Promise<FlvFeed> {
  const { video, maxBufferSeconds } = context;
  const feed = await FlvFeed.open(
    context.source ?? (await openSource(context.candidate, context.early)),
    {
      isHungry: () => bufferedAheadSeconds(video) < maxBufferSeconds,
      wantedMs: () => video.currentTime * 1000,
      untilShown: () => untilShown(video),
      onBroken: context.onBroken,
      onResumed: context.onResumed,
      takesLegacy,
    },
    context.signal,
  );
  const { head } = feed;
  context.onFacts({
    container: "flv",
    videoCodec: head.video?.name,
    audioCodec: head.audio?.name,
    width: head.metaData.width,
    height: head.metaData.height,
    durationMs: head.metaData.durationMs,
  });
  return feed;
}

/** The longest that bytes which have come are kept from an engine. */
const SHOW_LIMIT_MS = 80;

/** Settles with the first picture of a place, or when it does not come. */
function untilShown(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    const listeners = new AbortController();
    const settle = (): void => {
      clearTimeout(timer);
      listeners.abort();
      resolve();
    };
    const timer = setTimeout(settle, SHOW_LIMIT_MS);
    const event = video.seeking ? "seeked" : "loadeddata";
    video.addEventListener(event, settle, { signal: listeners.signal });
  });
}

/** The byte source of a candidate; all but HTTP-FLV are loaded when they are the one. */
export async function openSource(candidate: Candidate, early?: EarlyRequest): Promise<ByteSource> {
  if (candidate.protocol === "http-flv") return httpSource(candidate.url, early);
  // The tunnel is the larger part: it does not wait for the other.
  if (candidate.protocol === "rtmpt") return (await import("../engine-rtmpt.ts")).rtmptSource(candidate);
  return (await import("../source/other-source.ts")).otherSource(candidate, early);
}

/** What a feed has received, and how long its sender has been silent. */
export function trafficOf(feed: FlvFeed): Traffic {
  return {
    receivedBytes: feed.receivedBytes,
    silentMs: feed.isWaiting ? performance.now() - feed.lastBytesAtMs : 0,
  };
}
