import type { Candidate } from "./candidates.ts";
import { asPlayerError, type PlayerError } from "./player-error.ts";

/** What a look at a candidate found. */
export type ProbeResult =
  | {
      readonly ok: true;
      readonly container: "flv" | "mp4" | "mp3";
      readonly videoCodec: string | undefined;
      readonly audioCodec: string | undefined;
      /** 0 when unknown. */
      readonly durationMs: number;
      /** From request to the first tags. */
      readonly answeredAfterMs: number;
    }
  | { readonly ok: false; readonly error: PlayerError };

/**
 * Asks for the beginning of a stream and tells what came, without playing it. Never rejects.
 *
 * A plain file is asked with `fetch`, so it needs CORS here though playing it would not.
 */
export async function probe(candidate: Candidate): Promise<ProbeResult> {
  const startedAtMs = performance.now();
  try {
    const { probeFile, probeFlv } = await import("./probe-stream.ts");
    const facts = candidate.protocol === "file" ? await probeFile(candidate.url) : await probeFlv(candidate);
    return { ok: true, ...facts, answeredAfterMs: performance.now() - startedAtMs };
  } catch (error) {
    return { ok: false, error: asPlayerError(error, "ERR_PLAYER_UNREACHABLE") };
  }
}
