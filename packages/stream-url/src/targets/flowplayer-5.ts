import { quoteHtml } from "./quote.ts";
import { splitAtLastSlash } from "./rules/last-slash.ts";
import { streamerWire } from "./rules/streamer-wire.ts";
import type { Target } from "./target.ts";

/** Flowplayer 5 and 6: `data-rtmp` and a `video/flash` source, sent verbatim. An absolute source is divided at its last slash. */
export const flowplayer5: Target = {
  id: "flowplayer5",
  label: "Flowplayer 5 and 6",
  era: "flash",
  write: ({ connectUrl, prefixedName }) => ({
    code: `<div class="flowplayer" data-rtmp="${quoteHtml(connectUrl)}">
  <video><source type="video/flash" src="${quoteHtml(prefixedName)}"></video>
</div>`,
    data: { rtmp: connectUrl, sources: [{ type: "video/flash", src: prefixedName }] },
    input: { streamer: connectUrl, file: prefixedName },
  }),
  predict: (input) =>
    typeof input === "string" ? splitAtLastSlash(input, undefined) : streamerWire(input.streamer, input.file),
};
