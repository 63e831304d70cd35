import { quoteHtml } from "./quote.ts";
import type { Target } from "./target.ts";

/** `<video>` or `<audio>` on a web distribution in front of the same bucket: a download, no streaming server. */
export const nativeVideo: Target = {
  id: "native",
  label: "<video>",
  era: "today",
  write: ({ reference: { kind }, webUrl }) => {
    const element = kind === "mp3" ? "audio" : "video";
    return {
      code: `<${element} controls src="${quoteHtml(webUrl)}"></${element}>`,
      data: { src: webUrl },
      input: webUrl,
      caveat: kind === "flv" ? "No browser plays Flash Video by itself." : undefined,
    };
  },
  predict: () => undefined,
};
