import { toStreamerFile } from "../reference/to-streamer-file.ts";
import { quoteHtml } from "./quote.ts";
import { predictHttpFlv } from "./rules/http-flv.ts";
import type { Target } from "./target.ts";

/** Media Chrome: any element with the media API may be its engine; `<oxbow-player>` is one. */
export const mediaChrome: Target = {
  id: "media-chrome",
  label: "Media Chrome with <oxbow-player>",
  era: "today",
  page: { files: ["@oxbow/player/dist/oxbow-player.iife.js", "media-chrome/dist/iife/index.js"] },
  write: ({ edgeUrl, reference }) => {
    const { file, streamer } = toStreamerFile(reference);
    return {
      code: `<media-controller>
  <oxbow-player slot="media" streamer="${quoteHtml(streamer)}" file="${quoteHtml(file)}"></oxbow-player>
  <media-control-bar>
    <media-play-button></media-play-button>
    <media-time-range></media-time-range>
    <media-time-display show-duration></media-time-display>
    <media-mute-button></media-mute-button>
  </media-control-bar>
</media-controller>`,
      data: { streamer, file },
      input: edgeUrl,
    };
  },
  predict: predictHttpFlv,
};
