import { quoteShell } from "./quote.ts";
import { predictLibrtmp } from "./rules/librtmp.ts";
import type { Target } from "./target.ts";

/**
 * GStreamer's rtmpsrc (librtmp): options stand behind the URL, whose slash at the end keeps `cfx/st` together. A space or
 * backslash in the name is a hexadecimal escape of librtmp's, its backslash doubled for gst-launch.
 */
export const gstRtmpSrc: Target = {
  id: "gst-rtmpsrc",
  label: "GStreamer rtmpsrc",
  era: "command-line",
  write: ({ connectUrl, playName }) => {
    const name = playName.replace(/[ \\]/g, (character) => (character === " " ? "\\\\20" : "\\\\5c"));
    const args = ["rtmpsrc", `location=${connectUrl}/ playpath=${name}`, "!", "flvdemux", "!", "fakesink"];
    return {
      code: quoteShell(["gst-launch-1.0", ...args]),
      data: { command: "gst-launch-1.0", args },
      input: { streamer: `${connectUrl}/`, file: playName },
    };
  },
  predict: predictLibrtmp,
  start: 0,
};
