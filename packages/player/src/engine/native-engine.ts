import { SNIFF_BYTES } from "../flv/sniff-bytes.ts";
import { sniffContainer } from "../flv/sniff-container.ts";
import { PlayerError } from "../player-error.ts";
import { errorOfStatus, explainFailure } from "../source/explain-failure.ts";
import { isMixedContent } from "../source/mixed-content.ts";
import { watchPolicy } from "../source/watch-policy.ts";
import type { Engine, EngineContext } from "./engine.ts";

/** Lets the browser play a plain MP4 or MP3 by itself. */
export async function openNativeEngine(context: EngineContext): Promise<Engine> {
  const { video, candidate, signal } = context;
  const { url } = candidate;
  signal.throwIfAborted();
  if (isMixedContent(location.protocol, new URL(url, document.baseURI))) {
    throw new PlayerError("ERR_PLAYER_MIXED_CONTENT", url);
  }
  const policy = watchPolicy(url);
  let isClosed = false;
  let hasMetadata = false;
  const close = (): void => {
    isClosed = true;
    policy.stop();
    video.removeEventListener("error", onError);
    video.removeAttribute("src");
    video.load();
  };
  /** Told only after the first metadata: before it, the failure is the answer to `open`. */
  function onError(): void {
    if (!isClosed && hasMetadata)
      context.onFatal(new PlayerError("ERR_PLAYER_DECODE", video.error?.message ?? ""));
  }
  video.addEventListener("error", onError);
  video.src = url;
  try {
    await loadedMetadata(video, signal);
  } catch (error) {
    const violation = policy.violation();
    close();
    if (signal.aborted) throw error;
    throw await explainElement(url, error, violation);
  }
  hasMetadata = true;
  context.onFacts({
    container: /\.mp3(?:[?#]|$)/i.test(url) ? "mp3" : "mp4",
    videoCodec: undefined,
    audioCodec: undefined,
    width: video.videoWidth,
    height: video.videoHeight,
    durationMs: Number.isFinite(video.duration) ? Math.round(video.duration * 1000) : 0,
  });
  return {
    name: "native",
    seek(seconds) {
      video.currentTime = seconds;
    },
    traffic: () => undefined,
    close,
  };
}

function loadedMetadata(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const listeners = new AbortController();
    const settle = (settled: () => void) => (): void => {
      listeners.abort();
      settled();
    };
    const options = { signal: listeners.signal };
    video.addEventListener("loadedmetadata", settle(resolve), options);
    video.addEventListener(
      "error",
      settle(() => reject(new Error(video.error?.message))),
      options,
    );
    signal.addEventListener(
      "abort",
      settle(() => reject(signal.reason)),
      options,
    );
  });
}

/** A media element says no more than "not supported"; asking for the first bytes says why. */
async function explainElement(
  url: string,
  cause: unknown,
  violation: string | undefined,
): Promise<PlayerError> {
  if (violation !== undefined) return new PlayerError("ERR_PLAYER_CSP", violation, cause);
  let response: Response;
  const abort = new AbortController();
  try {
    response = await fetch(url, { headers: { range: `bytes=0-${SNIFF_BYTES - 1}` }, signal: abort.signal });
  } catch (error) {
    const failure = await explainFailure(url, error);
    // A media element needs no CORS, so a server without it is not what went wrong.
    return failure.code === "ERR_PLAYER_CORS"
      ? new PlayerError("ERR_PLAYER_DECODE", String(cause), cause)
      : failure;
  }
  try {
    if (!response.ok && response.status !== 416) return errorOfStatus(response);
    const { value } = (await response.body?.getReader().read()) ?? {};
    switch (sniffContainer(value ?? new Uint8Array(0))) {
      case "empty":
        return new PlayerError("ERR_PLAYER_EMPTY", "", cause);
      case "html":
        return new PlayerError("ERR_PLAYER_HTML", "", cause);
      case "mp4":
      case "mp3":
        return new PlayerError("ERR_PLAYER_CODEC", String(cause), cause);
      default:
        return new PlayerError("ERR_PLAYER_NOT_MEDIA", String(cause), cause);
    }
  } finally {
    abort.abort();
  }
}
