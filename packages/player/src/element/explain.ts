import { type BrowserSymptom, diagnose } from "@oxbow/stream-url/diagnose";
import type { PlayerErrorCode } from "../player-error.ts";
import type { PlayerState } from "../player-state.ts";

/** One line of an explanation. */
export interface Reason {
  readonly code: string;
  readonly text: string;
}

/** What the diagnosis calls a failure of ours. */
const SYMPTOMS: Readonly<Partial<Record<PlayerErrorCode, BrowserSymptom>>> = {
  ERR_PLAYER_CORS: "cors",
  ERR_PLAYER_UNREACHABLE: "down",
  ERR_PLAYER_WEBSOCKET: "down",
  ERR_PLAYER_HTML: "not-flv",
  ERR_PLAYER_MP4_NOT_FLV: "not-flv",
  ERR_PLAYER_NOT_MEDIA: "not-flv",
  ERR_PLAYER_TRUNCATED: "truncated",
  ERR_PLAYER_ENDED_EARLY: "truncated",
  ERR_PLAYER_STALLED: "stalled",
  ERR_PLAYER_LEGACY_CODEC: "codec-legacy",
  ERR_PLAYER_NO_MSE: "no-mse",
  ERR_PLAYER_CSP: "csp-blob",
  ERR_PLAYER_MIXED_CONTENT: "mixed-content",
  ERR_PLAYER_LOCAL_NETWORK: "local-network",
};

/** Everything known about a failure: the error itself, the diagnosis of what was observed, and each way that was tried. */
export function explain({ attempts, error, input, reference }: PlayerState): readonly Reason[] {
  if (error === undefined) return [];
  const symptom = SYMPTOMS[error.code];
  const findings = diagnose({
    ...(reference !== undefined && typeof input === "object" && !("src" in input) && { input }),
    ...(symptom !== undefined && { browser: [symptom] }),
    ...(error.code === "ERR_PLAYER_REJECTED" && { serverMessage: error.detail }),
    ...(reference !== undefined &&
      error.code === "ERR_PLAYER_NOT_FOUND" && { object: { key: reference.key, status: 404 } }),
    ...(reference !== undefined &&
      error.code === "ERR_PLAYER_FORBIDDEN" && { object: { key: reference.key, status: 403 } }),
  });
  return [
    { code: error.code, text: [error.message, error.detail].filter(Boolean).join(" ") },
    // What merely is good to know, such as the end of the service in 2020, explains nothing.
    ...findings
      .filter(({ severity }) => severity !== "info")
      .map(({ code, fix, message }) => ({ code, text: `${message} ${fix}` })),
    ...attempts
      .filter((attempt) => attempt.error !== undefined && attempt.error !== error)
      .map((attempt) => ({
        code: attempt.error?.code ?? "",
        text: `${attempt.candidate.protocol} ${attempt.candidate.url}: ${attempt.error?.detail ?? ""}`,
      })),
  ];
}
