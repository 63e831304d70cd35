import { PlayerError } from "../player-error.ts";
import { type ByteSource, type ByteStream, withStart } from "./byte-source.ts";
import { explainFailure, isMixedContent, watchPolicy } from "./explain-failure.ts";

/** HTTP-FLV: one GET that the server paces. */
export function httpSource(url: string): ByteSource {
  return { protocol: "http-flv", open: (startMs) => openHttp(withStart(url, startMs)) };
}

async function openHttp(url: string): Promise<ByteStream> {
  if (isMixedContent(location.protocol, new URL(url, document.baseURI))) {
    throw new PlayerError("ERR_PLAYER_MIXED_CONTENT", url);
  }
  const abort = new AbortController();
  const policy = watchPolicy(url);
  let response: Response;
  try {
    response = await fetch(url, { signal: abort.signal, credentials: "omit", cache: "no-store" });
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
