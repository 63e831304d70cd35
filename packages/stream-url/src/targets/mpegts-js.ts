import { quoteScript } from "./quote.ts";
import { FLV_CONFIG, flvSource, predictHttpFlv } from "./rules/http-flv.ts";
import type { Target } from "./target.ts";

/** mpegts.js over HTTP-FLV: also HEVC, and iPhones by ManagedMediaSource. */
export const mpegtsJs: Target = {
  id: "mpegts.js",
  label: "mpegts.js",
  era: "today",
  page: { files: ["mpegts.js/dist/mpegts.js"], body: "<video controls></video>" },
  write: (stream) => {
    const source = flvSource(stream);
    return {
      code: `const player = mpegts.createPlayer(${quoteScript(source)}, ${quoteScript(FLV_CONFIG)});
player.attachMediaElement(document.querySelector("video"));
player.load();`,
      data: { source, config: FLV_CONFIG },
      input: stream.edgeUrl,
    };
  },
  predict: predictHttpFlv,
};
