import { quoteScript, script } from "./quote.ts";
import { jwName } from "./rules/jw-name.ts";
import { streamerWire } from "./rules/streamer-wire.ts";
import type { Target } from "./target.ts";

/** JW Player 5 (`RTMPMediaProvider.getID`): names without a colon get a prefix by extension. Calls `play` with one argument. */
export const jwPlayer5: Target = {
  id: "jwplayer5",
  label: "JW Player 5",
  era: "flash",
  write: ({ connectUrl, playName }) => {
    const data = { flashplayer: "player.swf", provider: "rtmp", streamer: connectUrl, file: playName };
    const code = script(`jwplayer("player").setup(${quoteScript(data)});`);
    return {
      code: `<div id="player"></div>\n${code}`,
      data,
      input: { streamer: connectUrl, file: playName },
    };
  },
  predict: (input) =>
    typeof input === "string" ? undefined : streamerWire(input.streamer, jwName(input.file)),
};
