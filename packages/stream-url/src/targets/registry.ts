import { artPlayer } from "./art-player.ts";
import { ffmpeg } from "./ffmpeg.ts";
import { ffplay } from "./ffplay.ts";
import { flowplayer3 } from "./flowplayer-3.ts";
import { flowplayer5 } from "./flowplayer-5.ts";
import { flowplayer7 } from "./flowplayer-7.ts";
import { flvJs } from "./flv-js.ts";
import { flvPlayback } from "./flv-playback.ts";
import { gstRtmp2Src } from "./gst-rtmp2src.ts";
import { gstRtmpSrc } from "./gst-rtmpsrc.ts";
import { hlsJs } from "./hls-js.ts";
import { jwPlayer4 } from "./jw-player-4.ts";
import { jwPlayer5 } from "./jw-player-5.ts";
import { jwPlayer6 } from "./jw-player-6.ts";
import { jwPlayer7 } from "./jw-player-7.ts";
import { mediaChrome } from "./media-chrome.ts";
import { mediaElement } from "./media-element.ts";
import { mpegtsJs } from "./mpegts-js.ts";
import { mpv } from "./mpv.ts";
import { nativeVideo } from "./native-video.ts";
import { netStream } from "./net-stream.ts";
import { oxbowPlayer } from "./oxbow-player.ts";
import { plyr } from "./plyr.ts";
import { rtmpdump } from "./rtmpdump.ts";
import { soundManager2 } from "./sound-manager-2.ts";
import { strobe } from "./strobe.ts";
import type { Target } from "./target.ts";
import { videoJs4 } from "./video-js-4.ts";
import { videoJs8 } from "./video-js-8.ts";
import { vidstack } from "./vidstack.ts";
import { vlc } from "./vlc.ts";
import { xgPlayer } from "./xg-player.ts";

/** Every target, in the order in which a list of them reads best. */
export const TARGETS: readonly Target[] = [
  jwPlayer4,
  jwPlayer5,
  jwPlayer6,
  jwPlayer7,
  flowplayer3,
  flowplayer5,
  flowplayer7,
  videoJs4,
  mediaElement,
  strobe,
  flvPlayback,
  netStream,
  soundManager2,
  ffmpeg,
  ffplay,
  vlc,
  mpv,
  rtmpdump,
  gstRtmpSrc,
  gstRtmp2Src,
  oxbowPlayer,
  flvJs,
  mpegtsJs,
  videoJs8,
  plyr,
  artPlayer,
  xgPlayer,
  mediaChrome,
  vidstack,
  hlsJs,
  nativeVideo,
];

/** The target with this id, as the command line's `--player` takes it. Brings all of them into a bundle. */
export function targetById(id: string): Target | undefined {
  return TARGETS.find((target) => target.id === id);
}
