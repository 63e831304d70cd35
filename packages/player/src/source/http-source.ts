import { loadLater } from "../flv/load-later.ts";
import { asPlayerError, PlayerError } from "../player-error.ts";
import { type ByteSource, type ByteStream, withStart } from "./byte-source.ts";
import { type Asked, type EarlyRequest, fetchStream } from "./early-request.ts";
import { watchPolicy } from "./watch-policy.ts";

/** HTTP-FLV: one GET that the server paces. */
export function httpSource(url: string, early?: EarlyRequest): ByteSource {
  return { protocol: "http-flv", open: (startMs) => openHttp(withStart(url, startMs), early?.take()) };
}

async function openHttp(url: string, asked: Asked | undefined): Promise<ByteStream> {
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
    const violation = policy.violation();
    throw await explained(({ explainFailure }) => explainFailure(url, error, violation));
  } finally {
    policy.stop();
  }
  if (!response.ok || response.body === null) {
    abort.abort();
    throw await explained(({ errorOfStatus }) => errorOfStatus(response));
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

/** Where not even the script which explains failures can be had, nothing is in reach. */
function explained(
  explain: (later: Awaited<ReturnType<typeof loadLater>>) => PlayerError | Promise<PlayerError>,
): Promise<PlayerError> {
  return loadLater()
    .then(explain)
    .catch((error: unknown) => asPlayerError(error, "ERR_PLAYER_UNREACHABLE"));
}
