import { quoteHtml } from "./quote.ts";
import type { Target } from "./target.ts";

/** Vidstack: plain files of a web distribution; it has no provider for FLV. Its script file loads icons and captions from jsDelivr. */
export const vidstack: Target = {
  id: "vidstack",
  label: "Vidstack",
  era: "today",
  page: {
    modules: ["vidstack/cdn/with-layouts/vidstack.js"],
    files: ["vidstack/player/styles/default/theme.css", "vidstack/player/styles/default/layouts/video.css"],
  },
  write: ({ reference: { kind }, webUrl }) => ({
    code: `<media-player src="${quoteHtml(webUrl)}">
  <media-provider></media-provider>
  <media-video-layout></media-video-layout>
</media-player>`,
    data: { src: webUrl },
    input: webUrl,
    caveat: kind === "flv" ? "Vidstack does not play Flash Video." : undefined,
  }),
  predict: () => undefined,
};
