import { quoteScript, script } from "./quote.ts";
import { jwName } from "./rules/jw-name.ts";
import { pathOf } from "./rules/path-of.ts";
import { streamerWire } from "./rules/streamer-wire.ts";
import type { Target } from "./target.ts";

/**
 * JW Player 6: one URL, divided behind `_definst_`, else where the last-found of `mp4:`, `mp3:`, `flv:` stands, else at the
 * last slash. So a file in a folder needs a prefix, `flv:` too, and the application keeps its slash: `cfx/st/`.
 */
export const jwPlayer6: Target = {
  id: "jwplayer6",
  label: "JW Player 6",
  era: "flash",
  write: ({ connectUrl, prefixedName }) => {
    const file = `${connectUrl}/${prefixedName}`;
    const data = { file, primary: "flash" };
    const code = script(`jwplayer("player").setup(${quoteScript(data)});`);
    return { code: `<div id="player"></div>\n${code}`, data, input: file };
  },
  predict: (input) => {
    if (typeof input !== "string") return streamerWire(input.streamer, jw6Name(input.file));
    const path = pathOf(input);
    if (path === undefined) return undefined;
    const instance = /^.*?_definst_\/?/.exec(path)?.[0].length ?? 0;
    const prefix = Math.max(path.indexOf("mp4:"), path.indexOf("mp3:"), path.indexOf("flv:"));
    const at = instance > 0 ? instance : prefix >= 0 ? prefix : /^[^?]*\/|^/.exec(path)?.[0].length;
    return { app: path.slice(0, at), playName: jw6Name(path.slice(at)), start: undefined };
  },
};

/** A leading `flv:` is dropped after it has served to find the application. */
function jw6Name(file: string): string {
  return jwName(file.replace(/^flv:/, ""));
}
