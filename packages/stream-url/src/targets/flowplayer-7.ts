import { flowplayer5 } from "./flowplayer-5.ts";
import { quoteScript, script } from "./quote.ts";
import type { Target } from "./target.ts";

/** Flowplayer 7: the names of version 5, configured in JavaScript. */
export const flowplayer7: Target = {
  ...flowplayer5,
  id: "flowplayer7",
  label: "Flowplayer 7",
  write: ({ connectUrl, prefixedName }) => {
    const data = {
      rtmp: { url: connectUrl },
      clip: { sources: [{ type: "video/flash", src: prefixedName }] },
    };
    const code = script(`flowplayer("#player", ${quoteScript(data)});`);
    return {
      code: `<div id="player"></div>\n${code}`,
      data,
      input: { streamer: connectUrl, file: prefixedName },
    };
  },
};
