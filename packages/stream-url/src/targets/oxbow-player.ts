import { toStreamerFile } from "../reference/to-streamer-file.ts";
import { quoteHtml } from "./quote.ts";
import { predictHttpFlv } from "./rules/http-flv.ts";
import type { Target } from "./target.ts";

/** `<oxbow-player>`: the old halves in, playback out. */
export const oxbowPlayer: Target = {
  id: "oxbow",
  label: "<oxbow-player>",
  era: "today",
  page: { files: ["@oxbow/player/dist/oxbow-player.iife.js"] },
  write: ({ edgeUrl, reference }) => {
    const { file, streamer } = toStreamerFile(reference);
    return {
      code: `<oxbow-player streamer="${quoteHtml(streamer)}" file="${quoteHtml(file)}"></oxbow-player>`,
      data: { streamer, file },
      input: edgeUrl,
    };
  },
  predict: predictHttpFlv,
};
