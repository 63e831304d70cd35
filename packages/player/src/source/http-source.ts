import { PlayerError } from "../player-error.ts";
import { type ByteSource, type ByteStream, withStart } from "./byte-source.ts";
import { type Asked, type EarlyRequest, fetchStream } from "./early-request.ts";
import { explainFailure, isMixedContent, watchPolicy } from "./explain-failure.ts";

/** HTTP-FLV: one GET that the server paces. */
export function httpSource(url: string, early?: EarlyRequest): ByteSource {
  return { protocol: "http-flv", open: (startMs) => openHttp(withStart(url, startMs), early?.take()) };
}

async function openHttp(url: string, asked: Asked | undefined): Promise<ByteStream> {
  if (isMixedContent(location.protocol, new URL(url, document.baseURI))) {
    throw new PlayerError("ERR_PLAYER_MIXED_CONTENT", url);
  }
  const early = asked !== undefined && "answer" in asked ? asked : undefined;
  const abort = early?.abort ?? new AbortController();
  const policy = watchPolicy(url);
  let response: Response;
  try {
    // Without an answer it is asked for once more: what the page's policy says of it comes as an event.
    response = (await early?.answer.catch(() => undefined)) ?? (await fetchStream(url, abort.signal));
  } catch (error) {
    // The violation is a task of its own, later than the rejection.
    await new Promise((resolve) => setTimeout(resolve));
    throw await explainFailure(url, error, policy.violation());
  } finally {
    policy.stop();
  }
  if (!response.ok || response.body === null) {
    abort.abort();
    throw errorOfStatus(response);
  }
  const reader = response.body.getReader();
  return {
    async read() {
      try {
        const { value, done } = await reader.read();
        return done ? undefined : value;
      } catch (error) {
        throw new PlayerError("ERR_PLAYER_TRUNCATED", `${response.status} ${url}`, error);
      }
    },
    close: () => abort.abort(),
  };
}

function errorOfStatus(response: Response): PlayerError {
  const detail = `${response.status} ${response.statusText}`.trim();
  if (response.status === 404 || response.status === 410)
    return new PlayerError("ERR_PLAYER_NOT_FOUND", detail);
  if (response.status === 401 || response.status === 403)
    return new PlayerError("ERR_PLAYER_FORBIDDEN", detail);
  return new PlayerError("ERR_PLAYER_HTTP_STATUS", detail);
}
