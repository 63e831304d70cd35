import { quoteShell } from "./quote.ts";
import { splitAtLastSlash } from "./rules/last-slash.ts";
import type { Target } from "./target.ts";

/** GStreamer's rtmp2src: divides a location at its last slash and sends the name verbatim, so it is told both parts. */
export const gstRtmp2Src: Target = {
  id: "gst-rtmp2src",
  label: "GStreamer rtmp2src",
  era: "command-line",
  write: ({ playName, reference: { app, host, port, protocol } }) => {
    const args = [
      "rtmp2src",
      ...(protocol === "rtmps" ? ["scheme=rtmps"] : []),
      `host=${host}`,
      `port=${port ?? (protocol === "rtmps" ? 443 : 1935)}`,
      `application=${app}`,
      `stream=${playName}`,
      "!",
      "flvdemux",
      "!",
      "fakesink",
    ];
    return {
      code: quoteShell(["gst-launch-1.0", ...args]),
      data: { command: "gst-launch-1.0", args },
      input: { app, playName },
      caveat: /^rtmps?$/.test(protocol)
        ? undefined
        : "rtmp2src has no tunnelled or encrypted RTMP; this is plain RTMP.",
    };
  },
  predict: (input) => (typeof input === "string" ? splitAtLastSlash(input, -2) : undefined),
  start: -2,
};
