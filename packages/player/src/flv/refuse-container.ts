import { PlayerError } from "../player-error.ts";
import { sniffContainer } from "./sniff-container.ts";

/** Says what came in place of Flash Video, by its first bytes; `undefined` when none came. */
export function refusalOf(first: Uint8Array = new Uint8Array(0)): PlayerError {
  const container = sniffContainer(first);
  switch (container) {
    case "empty":
      return new PlayerError("ERR_PLAYER_EMPTY");
    case "html":
      return new PlayerError("ERR_PLAYER_HTML");
    case "mp4":
      return new PlayerError("ERR_PLAYER_MP4_NOT_FLV");
    default:
      return new PlayerError("ERR_PLAYER_NOT_MEDIA", container);
  }
}
