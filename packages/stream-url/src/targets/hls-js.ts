import { quoteScript } from "./quote.ts";
import type { Target } from "./target.ts";

/** hls.js: needs an HLS rendition beside the object (`clip.m3u8` for `clip.flv`), made elsewhere. */
export const hlsJs: Target = {
  id: "hls.js",
  label: "hls.js",
  era: "today",
  page: { files: ["hls.js/dist/hls.min.js"], body: "<video controls></video>" },
  write: ({ webUrl }) => {
    const url = webUrl.replace(/\.\w{3}(?=\?|$)/, ".m3u8");
    return {
      code: `const hls = new Hls();
hls.loadSource(${quoteScript(url)});
hls.attachMedia(document.querySelector("video"));`,
      data: { url },
      input: url,
      caveat: "Needs an HLS rendition in the bucket; a streaming distribution makes none.",
    };
  },
  predict: () => undefined,
};
