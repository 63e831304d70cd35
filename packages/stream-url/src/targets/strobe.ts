import { embed } from "./quote.ts";
import { pathOf } from "./rules/path-of.ts";
import { streamerWire } from "./rules/streamer-wire.ts";
import type { Target } from "./target.ts";

/**
 * Strobe Media Playback and other OSMF players: the application is the first segment, unless
 * `urlIncludesFMSApplicationInstance` says that the second is its instance. CloudFront needs that.
 */
export const strobe: Target = {
  id: "strobe",
  label: "Strobe Media Playback (OSMF)",
  era: "flash",
  write: ({ connectUrl, playName }) => {
    const src = `${connectUrl}/${playName}`;
    const data = { src, streamType: "recorded", urlIncludesFMSApplicationInstance: "true" };
    return {
      code: embed("StrobeMediaPlayback.swf", data),
      data,
      input: { streamer: connectUrl, file: playName },
    };
  },
  predict: (input) => {
    // The halves stand for a URL with the flag, one URL for a URL without it.
    if (typeof input !== "string") return streamerWire(input.streamer, input.file, 0);
    const [, app, playName] = /^([^/]*(?:\/_definst_)?)\/(.*)$/s.exec(pathOf(input) ?? "") ?? [];
    return app === undefined || playName === undefined ? undefined : { app, playName, start: 0 };
  },
};
