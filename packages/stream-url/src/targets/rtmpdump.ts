import { quoteShell } from "./quote.ts";
import { predictLibrtmp } from "./rules/librtmp.ts";
import type { Target } from "./target.ts";

/** rtmpdump 2.4: application and play path each by its own option, since a URL with a folder would be divided wrongly. */
export const rtmpdump: Target = {
  id: "rtmpdump",
  label: "rtmpdump",
  era: "command-line",
  write: ({ connectUrl, origin, playName, reference, via }) => {
    const server = via === "" ? ["-r", origin] : ["-r", `${reference.protocol}://${via}`, "-t", connectUrl];
    const args = [...server, "-a", reference.app, "-y", playName, "-o", "out.flv"];
    return {
      code: quoteShell(["rtmpdump", ...args]),
      data: { command: "rtmpdump", args },
      input: { app: reference.app, playName },
    };
  },
  predict: predictLibrtmp,
  start: 0,
};
