import { quoteScript } from "./quote.ts";
import { FLV_CONFIG, flvSource, predictHttpFlv } from "./rules/http-flv.ts";
import type { Target } from "./target.ts";

/** ArtPlayer: its `customType` hands the `<video>` to flv.js. */
export const artPlayer: Target = {
  id: "artplayer",
  label: "ArtPlayer with flv.js",
  era: "today",
  page: {
    files: ["flv.js/dist/flv.min.js", "artplayer/dist/artplayer.js"],
    body: '<div id="player" style="width:640px;height:360px"></div>',
  },
  write: (stream) => {
    const source = flvSource(stream);
    return {
      code: `new Artplayer({
  container: "#player",
  url: ${quoteScript(stream.edgeUrl)},
  type: "flv",
  customType: {
    flv(video, url, art) {
      const media = flvjs.createPlayer({ ...${quoteScript(source)}, url }, ${quoteScript(FLV_CONFIG)});
      media.attachMediaElement(video);
      media.load();
      art.on("destroy", () => media.destroy());
    },
  },
});`,
      data: { url: stream.edgeUrl, type: "flv", source, config: FLV_CONFIG },
      input: stream.edgeUrl,
    };
  },
  predict: predictHttpFlv,
};
