import { quoteHtml } from "./quote.ts";
import { splitAtLastSlash } from "./rules/last-slash.ts";
import { pathOf } from "./rules/path-of.ts";
import { streamerWire } from "./rules/streamer-wire.ts";
import type { Target } from "./target.ts";

/**
 * Video.js 4 to 6 (and videojs-flash): the first `&` divides; the slash before it stays with the application. Without
 * an `&` of its own, version 4 divides a signed name at the `&` of its query.
 */
export const videoJs4: Target = {
  id: "videojs4",
  label: "Video.js 4 to 6",
  era: "flash",
  write: ({ connectUrl, playName, reference }) => {
    const source = { src: `${connectUrl}/&${playName}`, type: `rtmp/${reference.kind}` };
    return {
      code: `<video class="video-js" controls data-setup='{"techOrder":["flash"]}'>
  <source src="${quoteHtml(source.src)}" type="${source.type}">
</video>`,
      data: { techOrder: ["flash"], sources: [source] },
      input: source.src,
    };
  },
  predict: (input) => {
    if (typeof input !== "string") return streamerWire(input.streamer, input.file);
    const [, app, playName] = /^([^&]*)&(.*)$/s.exec(pathOf(input) ?? "") ?? [];
    if (app === undefined || playName === undefined) return splitAtLastSlash(input, undefined);
    return { app, playName, start: undefined };
  },
};
