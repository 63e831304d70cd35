import { PlayerError } from "../player-error.ts";
import { codecOfTag, type TagCodec } from "./tag-codec.ts";

/**
 * Names the codecs of a stream that are not the usual ones, from the first tag body of each track.
 *
 * @param takesLegacy for an engine that decodes what browsers do not
 * @throws PlayerError when there is neither picture nor sound, or when they are in a codec of the Flash era
 */
export function rareCodecs(
  videoBody: Uint8Array | undefined,
  audioBody: Uint8Array | undefined,
  takesLegacy: boolean,
): { readonly video: TagCodec | undefined; readonly audio: TagCodec | undefined } {
  const video = videoBody && codecOfTag(9, videoBody);
  const audio = audioBody && codecOfTag(8, audioBody);
  const legacy = [video, audio].filter((codec) => codec?.isLegacy).map((codec) => codec?.name);
  if (legacy.length > 0 && !takesLegacy) throw new PlayerError("ERR_PLAYER_LEGACY_CODEC", legacy.join(", "));
  if (video === undefined && audio === undefined)
    throw new PlayerError("ERR_PLAYER_EMPTY", "no picture and no sound");
  return { video, audio };
}
