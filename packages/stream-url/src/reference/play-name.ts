import { type MediaKind, mediaExtension } from "./media-name.ts";
import { escapeFileName } from "./percent.ts";
import { querySuffix, type StreamReference } from "./stream-reference.ts";

/**
 * The name a client has to `play`, as Flash Media Server wants it: `videos/clip` for `videos/clip.flv`,
 * `mp4:videos/clip.mp4`, `mp3:song` for `song.mp3`; the query is appended.
 */
export function playName(reference: StreamReference): string {
  const name = barePlayName(reference.key, reference.kind);
  // A literal `?` would begin the query; the edge tries the decoded name second.
  return (name.includes("?") ? escapeFileName(name) : name) + querySuffix(reference);
}

/** {@link playName} without the query, nothing escaped. */
export function barePlayName(key: string, kind: MediaKind): string {
  if (kind === "mp4") return `mp4:${key}`;
  const stem = key.endsWith(`.${kind}`) ? key.slice(0, -4) : key;
  // `trailer.mp4.flv` has to keep its extension, since `trailer.mp4` is another file; `.flv` has nothing else.
  const name = mediaExtension(stem) === "" && !/(?:^|\/|^_definst_)$/.test(stem) ? stem : key;
  return kind === "mp3" ? `mp3:${name}` : name;
}
