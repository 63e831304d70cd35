import { quoteScript } from "./quote.ts";
import { FLV_CONFIG, flvSource, predictHttpFlv } from "./rules/http-flv.ts";
import type { Target } from "./target.ts";

/** Video.js 7 and later: no Flash any more, so flv.js feeds the `<video>` that Video.js puts its controls around. */
export const videoJs8: Target = {
  id: "videojs8",
  label: "Video.js 7 and 8 with flv.js",
  era: "today",
  page: {
    files: ["flv.js/dist/flv.min.js", "video.js/dist/video.min.js", "video.js/dist/video-js.css"],
    body: '<video class="video-js"></video>',
  },
  write: (stream) => {
    const source = flvSource(stream);
    return {
      code: `const player = videojs(document.querySelector("video"), { controls: true });
const media = flvjs.createPlayer(${quoteScript(source)}, ${quoteScript(FLV_CONFIG)});
media.attachMediaElement(player.el().querySelector("video"));
media.load();`,
      data: { source, config: FLV_CONFIG },
      input: stream.edgeUrl,
    };
  },
  predict: predictHttpFlv,
};
