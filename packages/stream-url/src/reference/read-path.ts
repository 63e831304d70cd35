import type { Warn } from "./parse-warning.ts";
import { CLOUDFRONT_APP } from "./stream-reference.ts";

/** A path after the host, divided into application and play path. */
export interface AppAndName {
  readonly app: string;
  /** Still encoded and prefixed, without leading slash, `&` or `_definst_`. */
  readonly name: string;
}

/**
 * Divides `path` (one URL, or the streamer's path and the file joined by a slash) into application and name.
 *
 * `cfx/st` belongs right after the host. Elsewhere it is taken out of the way (the guide's own sample has it behind
 * a folder); where it is missing on a CloudFront host it is supplied; another server's application is its first
 * segment, or all of the streamer's path.
 *
 * @param streamerPath path of the streamer alone, or `undefined` for a URL in one piece
 */
export function readPath(
  path: string,
  host: string,
  streamerPath: string | undefined,
  warn: Warn,
): AppAndName {
  const rest = path.replace(/^\/+/, "");
  const place = streamerPath === undefined ? "url" : "streamer";

  const right = /^cfx\/st(?=[/&,]|$)/.exec(rest);
  if (right !== null) {
    const name = dropLead(rest.slice(right[0].length).replace(/^[/,]/, ""), warn);
    if (name.startsWith("cfx/st/")) warn("CFX-PATH-CFXST-IN-KEY", place);
    return { app: CLOUDFRONT_APP, name };
  }
  const elsewhere = /(^|\/)cfx\/st\//.exec(rest);
  if (elsewhere !== null) {
    warn("CFX-PATH-CFXST-MISPLACED", place);
    const name = `${rest.slice(0, elsewhere.index)}/${rest.slice(elsewhere.index + elsewhere[0].length)}`;
    return { app: CLOUDFRONT_APP, name: dropLead(name.replace(/^[/,]/, ""), warn) };
  }
  warn("CFX-PATH-CFXST-MISSING", place);
  const foreign = /\.cloudfront\.(?:net|localhost)$/.test(host) ? "" : foreignApp(rest, streamerPath);
  if (foreign === "") return { app: CLOUDFRONT_APP, name: dropLead(rest.replace(/^cfx\//, ""), warn) };
  return { app: foreign.replace(/\/_definst_$/, ""), name: dropLead(rest.slice(foreign.length + 1), warn) };
}

/** The application of a server that is not CloudFront; "" when the path has a name only. */
function foreignApp(rest: string, streamerPath: string | undefined): string {
  // A server may end in the prefix of its files.
  const whole = streamerPath?.replace(/^\/+|\/+(?:\w{3}:)?$/g, "");
  if (whole !== undefined && whole !== "") return whole;
  return (/^.+?(?=\/?&)|^.*?\/_definst_(?=\/)|^[^/:?]+(?=\/)/.exec(rest)?.[0] ?? "").replace(/\/+$/, "");
}

/** Takes a name's leading slashes, Video.js's `&` and the default instance off. */
function dropLead(name: string, warn: Warn): string {
  if (name.startsWith("/")) warn("CFX-NAME-LEADING-SLASH", "file");
  return name
    .replace(/^[/&]+/, "")
    .replace(/^_definst_(?:\/+|$)/, "")
    .replace(/^[/&]+/, "");
}
