import { escapeUrlPath } from "./percent.ts";
import { barePlayName } from "./play-name.ts";
import { connectUrl, querySuffix, type StreamReference } from "./stream-reference.ts";

/**
 * The stream as one URL, with prefix and without `.flv`: `rtmp://s….cloudfront.net/cfx/st/mp4:videos/clip.mp4`.
 * ffmpeg, VLC and mpv play it as it stands; clients that split it elsewhere are served by `generate`.
 */
export function toUrl(reference: StreamReference): string {
  const name = escapeUrlPath(barePlayName(reference.key, reference.kind));
  return `${connectUrl(reference)}/${name}${querySuffix(reference)}`;
}

/** Where an edge of Oxbow answers HTTP for a distribution: `{label}` is the first label of its host name, `{host}` all of it. */
export const DEFAULT_EDGE = "http://{label}.cloudfront.localhost:8080";

/**
 * The HTTP-FLV address of the stream behind an edge; `ws:` and `wss:` templates give the WS-FLV one.
 *
 * @param edge template, see {@link DEFAULT_EDGE}; `http://127.0.0.1:8080/_oxbow/at/{host}` needs no host names
 */
export function toEdgeUrl(reference: StreamReference, edge: string = DEFAULT_EDGE): string {
  const base = edge
    .replaceAll("{label}", reference.host.split(".", 1)[0] ?? "")
    .replaceAll("{host}", reference.host)
    .replace(/\/+$/, "");
  return `${base}/${reference.app}/${escapeUrlPath(reference.key)}${querySuffix(reference)}`;
}
