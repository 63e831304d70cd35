import type { LegacyPlayer } from "./found-embed.ts";

/** Players by the file name of their movie, else by settings that only they have; the first that fits. */
const SIGNS: readonly (readonly [RegExp, LegacyPlayer])[] = [
  [/strobe|osmf|flashmediaplayback|grindplayer/i, "strobe"],
  [/flowplayer|"netConnectionUrl"/i, "flowplayer3"],
  [/flashmediaelement/i, "mediaelement"],
  [/video-?js|"rtmp\/\w+"/i, "videojs4"],
  [/"provider"/, "jwplayer5"],
  [/flvplay(?:back|er)/i, "flvplayback"],
  [/"streamType"|"urlIncludesFMS/, "strobe"],
  [/"streamer"|player|jw/i, "jwplayer4"],
];

/** The player that a configuration, as JSON, was written for. */
export function playerOf(json: string): LegacyPlayer {
  return SIGNS.find(([sign]) => sign.test(json))?.[1] ?? "flash";
}
