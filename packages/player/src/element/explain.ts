import type { PlayerState } from "../player-state.ts";

/** One line of an explanation. */
export interface Reason {
  readonly code: string;
  readonly text: string;
}

/** Everything known about a failure: the error itself, each way that was tried, and what is odd in the configuration. */
export function explain({ error, attempts, warnings }: PlayerState): readonly Reason[] {
  if (error === undefined) return [];
  return [
    { code: error.code, text: [error.message, error.detail].filter(Boolean).join(" ") },
    ...attempts
      .filter((attempt) => attempt.error !== undefined && attempt.error !== error)
      .map((attempt) => ({
        code: attempt.error?.code ?? "",
        text: `${attempt.candidate.protocol} ${attempt.candidate.url}: ${attempt.error?.detail ?? ""}`,
      })),
    ...warnings.map(({ code, place }) => ({ code, text: `The ${place} of the configuration is odd.` })),
  ];
}
