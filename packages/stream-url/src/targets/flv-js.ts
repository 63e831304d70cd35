import { quoteScript } from "./quote.ts";
import { FLV_CONFIG, flvSource, predictHttpFlv } from "./rules/http-flv.ts";
import type { Target } from "./target.ts";

/** flv.js over HTTP-FLV. */
export const flvJs: Target = {
  id: "flv.js",
  label: "flv.js",
  era: "today",
  page: { files: ["flv.js/dist/flv.min.js"], body: "<video controls></video>" },
  write: (stream) => {
    const source = flvSource(stream);
    return {
      code: `const player = flvjs.createPlayer(${quoteScript(source)}, ${quoteScript(FLV_CONFIG)});
player.attachMediaElement(document.querySelector("video"));
player.load();`,
      data: { source, config: FLV_CONFIG },
      input: stream.edgeUrl,
    };
  },
  predict: predictHttpFlv,
};
