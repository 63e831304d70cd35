import { quoteScript } from "./quote.ts";
import { predictHttpFlv } from "./rules/http-flv.ts";
import type { Target } from "./target.ts";

/** xgplayer 3 with its FLV plugin, which its script file calls `FlvPlayer` (measured with 3.0.24). */
export const xgPlayer: Target = {
  id: "xgplayer",
  label: "xgplayer with xgplayer-flv",
  era: "today",
  page: {
    files: ["xgplayer/dist/index.min.js", "xgplayer/dist/index.min.css", "xgplayer-flv/dist/index.min.js"],
    body: '<div id="player"></div>',
  },
  write: ({ edgeUrl }) => ({
    code: `new Player({ id: "player", url: ${quoteScript(edgeUrl)}, plugins: [FlvPlayer] });`,
    data: { url: edgeUrl, plugins: ["FlvPlayer"] },
    input: edgeUrl,
  }),
  predict: predictHttpFlv,
};
