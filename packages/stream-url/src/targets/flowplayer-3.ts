import { decodePercent } from "../reference/percent.ts";
import { quoteScript, script } from "./quote.ts";
import { splitAtLastSlash } from "./rules/last-slash.ts";
import { streamerWire } from "./rules/streamer-wire.ts";
import type { Target } from "./target.ts";

/**
 * Flowplayer 3 with its RTMP plugin: the clip's URL is the play name, verbatim. The configuration travels in FlashVars,
 * unencoded, so what the Flash Player would take for syntax there is written as `%3F`, `%3D`, `%26`.
 */
export const flowplayer3: Target = {
  id: "flowplayer3",
  label: "Flowplayer 3",
  era: "flash",
  write: ({ connectUrl, playName }) => {
    const file = playName.replace(/[%&=?+]/g, encodeURIComponent);
    const data = {
      clip: { url: file, provider: "rtmp" },
      plugins: { rtmp: { url: "flowplayer.rtmp.swf", netConnectionUrl: connectUrl } },
    };
    const code = script(`flowplayer("player", "flowplayer.swf", ${quoteScript(data)});`);
    return { code: `<div id="player"></div>\n${code}`, data, input: { streamer: connectUrl, file } };
  },
  predict: (input) => {
    if (typeof input === "string") return splitAtLastSlash(input, 0);
    return streamerWire(input.streamer, decodePercent(input.file), 0);
  },
};
