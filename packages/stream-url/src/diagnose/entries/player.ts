import type { Entry, PlayerCode } from "../diagnosis.ts";

export const PLAYER: Readonly<Record<PlayerCode, Entry>> = {
  "CFX-FLASHVARS-UNENCODED": [
    "error",
    "A signed name stands in FlashVars with bare ? = &, which end it.",
    "Write %3F, %3D and %26.",
  ],
  "CFX-GST-SUBDIR": [
    "error",
    "GStreamer takes the folder for the application.",
    "rtmp2src: set application=cfx/st and stream=; rtmpsrc: location ending in /cfx/st/, then playpath=.",
  ],
  "CFX-JW6-SUBDIR-NEEDS-PREFIX": [
    "error",
    "JW Player 6 and 7 take the folder for the application.",
    "Put mp4:, mp3: or flv: in front of the folder.",
  ],
  "CFX-MP3-FFMPEG-PREFIX": [
    "error",
    "ffmpeg, VLC and mpv add no mp3: prefix.",
    "Write mp3:NAME without the extension.",
  ],
  "CFX-NAME-FLV-EXT": [
    "error",
    "This player sends .flv, which Flash Media Server refuses.",
    "Leave .flv off.",
  ],
  "CFX-NAME-PREFIX-MISSING": [
    "error",
    "This player sends the name without its prefix.",
    "Write mp4: or mp3: in front of the name.",
  ],
  "CFX-OSMF-INSTANCE-FLAG": [
    "error",
    "OSMF takes cfx for the whole application.",
    "Set urlIncludesFMSApplicationInstance=true.",
  ],
  "CFX-PLAY-SILENT": [
    "warning",
    "play() with a name alone waits in silence for a missing file.",
    'Call play("NAME", 0, -1).',
  ],
  "CFX-PLAYER-INPUT": [
    "error",
    "This player can't use an address of this form.",
    "Use the generated configuration.",
  ],
  "CFX-PLAYER-SPLIT": [
    "error",
    "This player divides the address in the wrong place.",
    "Give it server and name apart, or a prefix in front of the name.",
  ],
  "CFX-RTMPDUMP-APP": [
    "error",
    "rtmpdump divides the address in the wrong place.",
    "Use -r rtmp://HOST -a cfx/st -y NAME.",
  ],
  "CFX-VJS-SEPARATOR": [
    "error",
    "Video.js divides the address in the wrong place.",
    "Put & between server and name: …/cfx/st/&mp4:videos/clip.mp4.",
  ],
};
