import type { Candidate } from "../candidates.ts";
import { PlayerError } from "../player-error.ts";
import type { ByteSource } from "./byte-source.ts";
import type { EarlyRequest } from "./early-request.ts";
import { webSocketSource } from "./web-socket-source.ts";

/** The byte source of a candidate that is not HTTP-FLV. */
export function otherSource({ engine, protocol, url }: Candidate, early?: EarlyRequest): ByteSource {
  if (protocol === "ws-flv") return webSocketSource(url, early);
  throw new PlayerError("ERR_PLAYER_NOT_MEDIA", `${engine} cannot play a plain file`);
}
