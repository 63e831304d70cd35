import { embed } from "./quote.ts";
import { jwName } from "./rules/jw-name.ts";
import { streamerWire } from "./rules/streamer-wire.ts";
import type { Target } from "./target.ts";

/** JW Player 4: `streamer` and `file` in FlashVars. Its naming is taken to be that of version 5, whose source was read. */
export const jwPlayer4: Target = {
  id: "jwplayer4",
  label: "JW Player 4",
  era: "flash",
  write: ({ connectUrl, playName }) => {
    const data = { file: playName, streamer: connectUrl, type: "rtmp" };
    return { code: embed("player.swf", data), data, input: { streamer: connectUrl, file: playName } };
  },
  predict: (input) =>
    typeof input === "string" ? undefined : streamerWire(input.streamer, jwName(input.file)),
};
