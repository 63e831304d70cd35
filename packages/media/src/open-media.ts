import { isFlv, openFlv } from "./flv/open-flv.ts";
import { asMediaErrors, MediaError } from "./media-error.ts";
import type { MediaFile } from "./media-file.ts";
import type { Pull } from "./pull.ts";

const SNIFF_BYTES = 64 * 1024;

/**
 * Opens a media file: reads what tells its container, tracks and, where there is one, its index. The container is told
 * by the content, whatever the name says.
 *
 * @param name goes into error messages
 * @throws MediaError
 */
export function openMedia(byteLength: number, name = "media"): Pull<MediaFile> {
  return asMediaErrors(name, open(byteLength, name));
}

function* open(byteLength: number, name: string): Pull<MediaFile> {
  const head = yield { start: 0, end: Math.min(SNIFF_BYTES, byteLength) };
  if (isFlv(head)) return yield* openFlv(byteLength);
  throw new MediaError("ERR_MEDIA_STRUCTURE", `${name} is neither FLV nor MP4 nor MP3`);
}
