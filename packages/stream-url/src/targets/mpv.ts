import { quoteShell } from "./quote.ts";
import { predictLibavformat } from "./rules/libavformat.ts";
import type { Target } from "./target.ts";

/** mpv: libavformat's rule; its options go through `--stream-lavf-o`. */
export const mpv: Target = {
  id: "mpv",
  label: "mpv",
  era: "command-line",
  write: ({ connectUrl, origin, reference, url, via }) => {
    const args =
      via === ""
        ? [url]
        : [
            `--stream-lavf-o=rtmp_tcurl=${connectUrl}`,
            `${reference.protocol}://${via}${url.slice(origin.length)}`,
          ];
    return { code: quoteShell(["mpv", ...args]), data: { command: "mpv", args }, input: url };
  },
  predict: predictLibavformat,
};
