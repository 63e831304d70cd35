import type { AddressCode, Entry } from "../diagnosis.ts";

export const ADDRESS: Readonly<Record<AddressCode, Entry>> = {
  "CFX-ADDRESS-NONE": ["error", "No server is named.", "Write rtmp://HOST/cfx/st, or a streamer and a file."],
  "CFX-ADDRESS-TOO-LONG": ["error", "The address is too long.", "Check what was pasted."],
  "CFX-DIST-SAME": [
    "error",
    "A host beginning with d is a web distribution; media need the RTMP distribution's, which begins with s.",
    "Use the domain name of the RTMP distribution; keep the d one for the player's files.",
  ],
  "CFX-EOL-2020": [
    "info",
    "CloudFront ended RTMP on 2020-12-31; this host no longer answers it.",
    "Stream from an edge of your own.",
  ],
  "CFX-FLASHVARS-DOUBLE-ENCODED": [
    "warning",
    "The address is percent-encoded twice.",
    "Encode FlashVars once.",
  ],
  "CFX-HTML-AMP-ENTITY": [
    "warning",
    "The address holds HTML entities, such as &amp; for &.",
    "Write entities in HTML only, plain characters everywhere else.",
  ],
  "CFX-LEGACY-DYNAMIC": [
    "warning",
    "The page computes the address, in part at least.",
    "Open the page, and read the address from the running player.",
  ],
  "CFX-LEGACY-GUESS": [
    "warning",
    "These settings name a stream, but the player they are for is not known.",
    "Check that they are used, and replace the player by hand.",
  ],
  "CFX-LEGACY-UNREAD": [
    "warning",
    "The page names an address that could not be read.",
    "Look what plays it, and replace that by hand.",
  ],
  "CFX-NAME-LEADING-SLASH": ["warning", "The play path begins with a slash.", "Take the slash off the file."],
  "CFX-NAME-NONE": ["error", "A server is named, but no stream.", "Add the name of the file."],
  "CFX-NAME-NOT-MEDIA": [
    "error",
    "The key has no media extension.",
    "Name the object .flv, .mp4 or .mp3 according to its content.",
  ],
  "CFX-NAME-PREFIX-DOUBLE": [
    "error",
    "The prefix stands twice.",
    "Write mp4: once, or leave it to the player.",
  ],
  "CFX-NAME-PREFIX-MISPLACED": [
    "warning",
    "The prefix stands behind a folder.",
    "Put it in front of the whole path: mp4:videos/clip.mp4.",
  ],
  "CFX-NAME-PREFIX-WRONG": [
    "warning",
    "Prefix and extension disagree.",
    "Use the prefix of the file's container.",
  ],
  "CFX-NAME-UNSAFE": ["error", "The name holds .. or control characters.", "Use the object's key as it is."],
  "CFX-PATH-CFXST-IN-KEY": [
    "warning",
    "cfx/st stands in the object's key.",
    "Leave cfx/st out of the bucket: it is the application's name.",
  ],
  "CFX-PATH-CFXST-MISPLACED": [
    "error",
    "cfx/st does not follow the host.",
    "Write rtmp://HOST/cfx/st/FOLDER/FILE.",
  ],
  "CFX-PATH-CFXST-MISSING": ["error", "cfx/st is missing.", "Write rtmp://HOST/cfx/st."],
  "CFX-PATH-FOLDER-IN-STREAMER": ["warning", "A folder stands in the streamer.", "Move it to the file."],
  "CFX-PATH-TRAILING-SLASH": ["warning", "The streamer ends in a slash.", "Take it off."],
  "CFX-SCHEME": [
    "warning",
    "The address does not begin with rtmp.",
    "Write rtmp://, rtmpt://, rtmpe:// or rtmpte://.",
  ],
};
