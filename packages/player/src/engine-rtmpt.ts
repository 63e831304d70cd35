/**
 * RTMP in a browser: our own client session, tunnelled in HTTP over `fetch`, as a source of FLV bytes.
 * The player loads this module by itself when a candidate asks for it; import it to have it at hand earlier.
 * @module
 */
import type { Candidate } from "./candidates.ts";
import { PlayerError } from "./player-error.ts";
import { TunnelledPlay } from "./rtmpt/tunnelled-play.ts";
import type { ByteSource } from "./source/byte-source.ts";

/**
 * RTMP tunnelled in HTTP as a source of FLV bytes. One connection serves every start: opening again while it
 * lives sends RTMP's own `seek`.
 */
export function rtmptSource(candidate: Candidate): ByteSource {
  const { rtmp, url } = candidate;
  if (rtmp === undefined) throw new PlayerError("ERR_PLAYER_ADDRESS", "the candidate has no RTMP address");
  let play: TunnelledPlay | undefined;
  return {
    protocol: "rtmpt",
    open: async (startMs) => {
      if (play === undefined || play.isOver) {
        play = new TunnelledPlay(url, rtmp);
        return play.begin(startMs);
      }
      return play.seek(startMs);
    },
  };
}
