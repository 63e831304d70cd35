import { quoteHtml } from "./quote.ts";
import { splitAtLastSlash } from "./rules/last-slash.ts";
import { pathOf } from "./rules/path-of.ts";
import { streamerWire } from "./rules/streamer-wire.ts";
import type { Target } from "./target.ts";

/** MediaElement.js 2 to 4: the name begins at a prefix; without one it is the last segment, and the application keeps its slash. */
export const mediaElement: Target = {
  id: "mediaelement",
  label: "MediaElement.js 2 to 4",
  era: "flash",
  write: ({ connectUrl, prefixedName }) => {
    const src = `${connectUrl}/${prefixedName}`;
    return {
      code: `<video width="640" height="360" controls>
  <source type="video/rtmp" src="${quoteHtml(src)}">
</video>
<script>$("video").mediaelementplayer();</script>`,
      data: { type: "video/rtmp", src },
      input: src,
    };
  },
  predict: (input) => {
    if (typeof input !== "string") return streamerWire(input.streamer, input.file);
    const [, app, playName] = /^(.*)\/((?:flv|mp4|mp3):.*)$/s.exec(pathOf(input) ?? "") ?? [];
    if (app !== undefined && playName !== undefined) return { app, playName, start: undefined };
    const wire = splitAtLastSlash(input, undefined);
    return wire === undefined ? undefined : { ...wire, app: `${wire.app}/` };
  },
};
