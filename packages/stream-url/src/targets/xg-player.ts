import { quoteScript } from "./quote.ts";
import { predictHttpFlv } from "./rules/http-flv.ts";
import type { Target } from "./target.ts";

/** xgplayer 3 with its FLV plugin. */
export const xgPlayer: Target = {
  id: "xgplayer",
  label: "xgplayer with xgplayer-flv",
  era: "today",
  write: ({ edgeUrl }) => ({
    code: `new Player({ id: "player", url: ${quoteScript(edgeUrl)}, plugins: [FlvPlugin] });`,
    data: { url: edgeUrl, plugins: ["FlvPlugin"] },
    input: edgeUrl,
  }),
  predict: predictHttpFlv,
};
