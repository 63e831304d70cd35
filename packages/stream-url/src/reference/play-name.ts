import { mediaExtension } from "./media-name.ts";
import { querySuffix, type StreamReference } from "./stream-reference.ts";

/**
 * The name a client has to `play`, as Flash Media Server wants it: `videos/clip` for `videos/clip.flv`,
 * `mp4:videos/clip.mp4`, `mp3:song` for `song.mp3`; the query is appended.
 */
export function playName(reference: StreamReference): string {
  return barePlayName(reference.key, reference.kind) + querySuffix(reference);
}

/** {@link playName} without the query. */
export function barePlayName(key: string, kind: StreamReference["kind"]): string {
  if (kind === "mp4") return `mp4:${key}`;
  const stem = key.endsWith(`.${kind}`) ? key.slice(0, -4) : key;
  // `trailer.mp4.flv` has to keep its extension: `trailer.mp4` is another file.
  const name = mediaExtension(stem) === "" ? stem : key;
  return kind === "mp3" ? `mp3:${name}` : name;
}
