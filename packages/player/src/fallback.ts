import type { Candidate } from "./candidates.ts";
import type { PlayerError, PlayerErrorCode } from "./player-error.ts";

/** Failures of the way, not of the stream: another protocol may get through. */
const OF_THE_WAY: ReadonlySet<PlayerErrorCode> = new Set([
  "ERR_PLAYER_HTTP_STATUS",
  "ERR_PLAYER_CORS",
  "ERR_PLAYER_UNREACHABLE",
  "ERR_PLAYER_WEBSOCKET",
  "ERR_PLAYER_STALLED",
  "ERR_PLAYER_CSP",
  "ERR_PLAYER_ENGINE",
]);

/**
 * What to try after the first of `left` failed with `error`; nothing when no other way can help.
 *
 * @param extraEngines names of engines the page has set up beyond the built-in ones
 */
export function nextCandidates(
  left: readonly Candidate[],
  error: PlayerError,
  extraEngines: readonly string[],
): readonly Candidate[] {
  const [failed, ...rest] = left;
  if (failed === undefined) return [];
  if (failed.protocol === "file") return rest;
  if (error.code === "ERR_PLAYER_MP4_NOT_FLV" && failed.protocol === "http-flv") {
    return [{ protocol: "file", engine: "native", url: failed.url }];
  }
  const substitute =
    error.code === "ERR_PLAYER_LEGACY_CODEC"
      ? "ruffle"
      : error.code === "ERR_PLAYER_CODEC" || error.code === "ERR_PLAYER_NO_MSE"
        ? "mpegts"
        : undefined;
  if (substitute !== undefined) {
    if (failed.engine === substitute || !extraEngines.includes(substitute)) return [];
    return [{ ...failed, engine: substitute }];
  }
  return OF_THE_WAY.has(error.code) ? rest : [];
}
