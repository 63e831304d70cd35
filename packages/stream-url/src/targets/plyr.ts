import { quoteScript } from "./quote.ts";
import { FLV_CONFIG, flvSource, predictHttpFlv } from "./rules/http-flv.ts";
import type { Target } from "./target.ts";

/** Plyr: controls around a `<video>` to which flv.js is attached. */
export const plyr: Target = {
  id: "plyr",
  label: "Plyr with flv.js",
  era: "today",
  page: {
    files: ["flv.js/dist/flv.min.js", "plyr/dist/plyr.min.js", "plyr/dist/plyr.css"],
    body: "<video></video>",
  },
  write: (stream) => {
    const source = flvSource(stream);
    return {
      code: `const video = document.querySelector("video");
const media = flvjs.createPlayer(${quoteScript(source)}, ${quoteScript(FLV_CONFIG)});
media.attachMediaElement(video);
media.load();
new Plyr(video);`,
      data: { source, config: FLV_CONFIG },
      input: stream.edgeUrl,
    };
  },
  predict: predictHttpFlv,
};
