import type { BrowserCode, Entry } from "../diagnosis.ts";

export const BROWSER: Readonly<Record<BrowserCode, Entry>> = {
  "CFX-AUTOPLAY-BLOCKED": [
    "info",
    "The browser wants a click first.",
    "Start muted, or wait for the viewer.",
  ],
  "CFX-CODEC-HEVC": ["error", "This browser does not decode HEVC here.", "Use mpegts.js, or encode H.264."],
  "CFX-CODEC-LEGACY": [
    "error",
    "The codec is of the Flash era; no browser decodes it.",
    "Add the Ruffle engine, or transcode to H.264 and AAC.",
  ],
  "CFX-CORS": ["error", "The server does not allow this page's origin.", "Allow it, for ranges too."],
  "CFX-CSP-BLOB": ["error", "The page's policy blocks media made by script.", "Add blob: to media-src."],
  "CFX-DOWN": ["error", "The server does not answer.", "Check host, port and network."],
  "CFX-LOCAL-NETWORK": ["error", "The browser blocks the local network.", "Allow it in the site's settings."],
  "CFX-MIXED-CONTENT": ["error", "A page over https asks for http.", "Serve the edge over https."],
  "CFX-NET-STALLED": ["error", "No more data came.", "Look at the origin and the line."],
  "CFX-NET-TRUNCATED": ["error", "The stream ended before its length.", "Resume from the last position."],
  "CFX-NO-INDEX": [
    "warning",
    "The file has no keyframe index; seeking is limited.",
    "Write one with ffmpeg -flvflags add_keyframe_index.",
  ],
  "CFX-NO-MSE": ["error", "This browser has no Media Source Extensions.", "Offer MP4 or HLS."],
  "CFX-NOT-FLV": ["error", "What came is no Flash Video.", "Look at the answer: an error page?"],
};
