import { isFlv, openFlv } from "./flv/open-flv.ts";
import { asMediaErrors, MediaError } from "./media-error.ts";
import type { MediaFile } from "./media-file.ts";
import { isMp3, openMp3 } from "./mp3/open-mp3.ts";
import { isMp4, openMp4 } from "./mp4/open-mp4.ts";
import type { Pull } from "./pull.ts";
import { PullWindow } from "./pull-window.ts";

/** The first range that is read: it often holds all that is needed to open a file. */
const SNIFF_BYTES = 64 * 1024;
/** What the first look needs of it. */
const HEAD_BYTES = 16;

/**
 * Opens a media file: reads what tells its container, tracks and, where there is one, its index. The container is told
 * by the content, whatever the name says.
 *
 * @param name goes into error messages
 * @throws MediaError
 */
export function openMedia(byteLength: number, name = "media"): Pull<MediaFile> {
  return asMediaErrors(name, openGuarded(byteLength, name));
}

/** What reads the file later fails as what opened it. */
function* openGuarded(byteLength: number, name: string): Pull<MediaFile> {
  const file = yield* open(byteLength, name);
  return {
    ...file,
    locate: (timeMs) => asMediaErrors(name, file.locate(timeMs)),
    read: (ref) => asMediaErrors(name, file.read(ref)),
  };
}

function* open(byteLength: number, name: string): Pull<MediaFile> {
  const window = new PullWindow(byteLength, SNIFF_BYTES);
  const head = yield* window.read(0, Math.min(HEAD_BYTES, byteLength));
  if (isFlv(head)) return yield* openFlv(byteLength);
  if (isMp4(head)) return yield* openMp4(window);
  if (isMp3(head)) return yield* openMp3(window);
  throw new MediaError("ERR_MEDIA_STRUCTURE", `${name} is neither FLV nor MP4 nor MP3`);
}
