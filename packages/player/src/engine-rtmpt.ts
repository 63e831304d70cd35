import type { Candidate } from "./candidates.ts";
import { PlayerError } from "./player-error.ts";
import type { ByteSource } from "./source/byte-source.ts";

/** RTMP tunnelled in HTTP as a source of FLV bytes. */
export function rtmptSource(candidate: Candidate): ByteSource {
  return {
    protocol: "rtmpt",
    open: () => Promise.reject(new PlayerError("ERR_PLAYER_ENGINE", `no tunnel to ${candidate.url} yet`)),
  };
}
