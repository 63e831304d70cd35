import type { Candidate } from "./candidates.ts";
import type { MediaFacts } from "./engine/engine.ts";
import { openSource } from "./engine/open-feed.ts";
import { readHead } from "./flv/flv-head.ts";
import { sniffContainer } from "./flv/sniff-container.ts";
import { PlayerError } from "./player-error.ts";
import { httpSource } from "./source/http-source.ts";

/** The facts of a probe. */
export type ProbedFacts = Pick<MediaFacts, "videoCodec" | "audioCodec" | "durationMs"> & {
  readonly container: "flv" | "mp4" | "mp3";
};

/** Reads the head of an FLV stream over any protocol. */
export async function probeFlv(candidate: Candidate): Promise<ProbedFacts> {
  const source = await openSource(candidate);
  const stream = await source.open(0);
  try {
    const { video, audio, metaData } = await readHead(stream);
    return {
      container: "flv",
      videoCodec: video?.name,
      audioCodec: audio?.name,
      durationMs: metaData.durationMs,
    };
  } finally {
    stream.close();
  }
}

/** Names the container of a plain file from its first bytes. */
export async function probeFile(url: string): Promise<ProbedFacts> {
  const stream = await httpSource(url).open(0);
  try {
    const container = sniffContainer((await stream.read()) ?? new Uint8Array(0));
    if (container === "mp4" || container === "mp3" || container === "flv") {
      return { container, videoCodec: undefined, audioCodec: undefined, durationMs: 0 };
    }
    if (container === "empty") throw new PlayerError("ERR_PLAYER_EMPTY");
    throw new PlayerError(container === "html" ? "ERR_PLAYER_HTML" : "ERR_PLAYER_NOT_MEDIA", container);
  } finally {
    stream.close();
  }
}
