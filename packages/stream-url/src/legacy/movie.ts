import { readFlashVars } from "./flash-vars.ts";
import type { Config, LegacyPlayer } from "./found-embed.ts";

/** Players by the file name of their movie. */
const MOVIES: readonly (readonly [RegExp, LegacyPlayer])[] = [
  [/strobe|osmf|flashmediaplayback|grindplayer/i, "strobe"],
  [/flowplayer/i, "flowplayer3"],
  [/flashmediaelement/i, "mediaelement"],
  [/video-?js/i, "videojs4"],
  [/flvplay(?:back|er)|skinover|skinunder/i, "flvplayback"],
  [/jplayer/i, "jplayer"],
  [/soundmanager/i, "soundmanager2"],
];

/** The player of a movie, told by its name, else by the variables it is given. */
export function moviePlayer(swf: string, config: Config): LegacyPlayer {
  const known = MOVIES.find(([pattern]) => pattern.test(swf))?.[1];
  if (known !== undefined) return known;
  const text = JSON.stringify(config);
  if (/"netConnectionUrl":/.test(text)) return "flowplayer3";
  if (/"streamType":|"urlIncludesFMSApplicationInstance":/.test(text)) return "strobe";
  if (/"type":"rtmp\//.test(text)) return "videojs4";
  if (/"provider":/.test(text)) return "jwplayer5";
  return /"streamer":/.test(text) || /player|jw/i.test(swf) ? "jwplayer4" : "flash";
}

/** Variables in the query of a movie's address: `player.swf?file=…&streamer=…`. */
export function movieVariables(swf: Config): Config {
  const query = typeof swf === "string" ? /\.swf\?([\s\S]*)$/i.exec(swf)?.[1] : undefined;
  return query === undefined ? "" : readFlashVars(query);
}
