/**
 * What the edge does with `connect` and `play`: from (app, play name) to object keys.
 *
 *  app   cfx/st[/_definst_][/folder]          lenient also: `cfx` with a path that starts with `st/`
 *  name  [&][/][_definst_/][prefix:]path[?query]
 *
 * No two clients divide a URL alike (rtmpdump takes folders for the application, Video.js 5 leaves an `&`, ffmpeg keeps
 * `_definst_` in the name), so `lenient` puts the halves together again and looks at the whole. `cloudfront` is the
 * service's own rule: the application is `cfx/st` and nothing else, and a name without a prefix is Flash Video.
 */
import {
  EXTENSIONS,
  type MediaKind,
  mediaExtension,
  splitPrefix,
  withoutExtension,
} from "../reference/media-name.ts";
import { splitNameQuery } from "../reference/name-query.ts";
import { decodePercent } from "../reference/percent.ts";
import { isUnsafeKey } from "../reference/read-name.ts";

/** How strictly a name is read. */
export interface ResolveOptions {
  /** `cloudfront`: as the service did; `lenient`: whatever real clients make of a name. */
  readonly mode: "lenient" | "cloudfront";
}

/** What an edge makes of an application and a play name: keys of the bucket, or the service's refusal. */
export type ResolvedStream =
  | {
      readonly ok: true;
      /** Object keys to try in this order; never empty. A Flash Video file must not be served from a key without `.flv`. */
      readonly keys: readonly string[];
      /** The name without prefix, media extension and query, as it was sent: the log's `x-sname`, a policy's Resource. */
      readonly streamName: string;
      /** Without `?`, separators decoded; "" for none. */
      readonly query: string;
      /** Of the object meant, without dot: the log's `x-file-ext`. */
      readonly extension: string;
    }
  | {
      readonly ok: false;
      /** As CloudFront says it in `info.description`: another instance of `cfx` was asked for, or the rest is unusable. */
      readonly error: "InvalidInstance" | "InvalidURI";
    };

/** Longest key in UTF-8 bytes (S3 user guide, "Creating object key names"). */
const MAX_KEY_BYTES = 1024;

/** Finds the objects a viewer may mean by connecting to `app` and playing `playName`. Never throws. */
export function resolveStream(app: string, playName: string, { mode }: ResolveOptions): ResolvedStream {
  return mode === "lenient" ? resolveLenient(app, playName) : resolveStrict(app, playName);
}

function resolveStrict(app: string, playName: string): ResolvedStream {
  // A trailing slash is what Video.js sends, and the service took it.
  if (!/^cfx\/st\/?$/.test(app)) return refusal(/^cfx(?:\/|$)/.test(app) ? "InvalidInstance" : "InvalidURI");

  const { name, query } = splitNameQuery(playName);
  const { kind = "flv", path } = splitPrefix(name);
  if (path.startsWith("/")) return refusal("InvalidURI");
  // `clip.flv` is `clip.flv.flv` to Flash Media Server: it adds the extension to every Flash Video name.
  const isWhole = kind !== "flv" && mediaExtension(path) !== "";
  return finish(path, [isWhole ? path : `${path}.${EXTENSIONS[kind][0]}`], query);
}

function resolveLenient(app: string, playName: string): ResolvedStream {
  const { name, query } = splitNameQuery(playName);
  const place = splitNameQuery(app).name.replace(/^\/+|\/+$/g, "");
  if (!/^cfx(?:\/|$)/.test(place)) return refusal("InvalidURI");
  const parts = divide(place, name);
  if (parts === undefined) return refusal("InvalidInstance");

  const parent = splitPrefix(dropLead(parts.folder));
  const own = splitPrefix(dropLead(parts.file));
  const leaf = own.path.replace(/^\/+/, "");
  const path = parent.path === "" ? leaf : `${parent.path}/${leaf}`;
  const kind = own.kind ?? parent.kind;

  const decoded = decodePercent(path);
  const keys = [...candidates(path, kind), ...(decoded === path ? [] : candidates(decoded, kind))];
  return finish(path, keys, query);
}

/** The folder in the application and the file in the name. OSMF without its instance flag connects to `cfx` and plays `st/…`. */
function divide(place: string, name: string): { readonly folder: string; readonly file: string } | undefined {
  if (place === "cfx") {
    const [, prefix = "", path] = /^\/*([A-Za-z0-9]+:)?st\/(.*)$/s.exec(name) ?? [];
    return path === undefined ? undefined : { folder: "", file: `${prefix}${path}` };
  }
  const match = /^cfx\/st(?:\/(.*))?$/s.exec(place);
  return match === null ? undefined : { folder: match[1] ?? "", file: name };
}

/** Takes off what clients leave in front of a name: slashes, Video.js's `&`, the default instance. */
function dropLead(name: string): string {
  return name
    .replace(/^[/&]+/, "")
    .replace(/^_definst_(?:\/+|$)/, "")
    .replace(/^[/&]+/, "");
}

/** Keys in the order they are tried. The object always has its extension, so a name without one is completed first. */
function candidates(path: string, kind: MediaKind | undefined): readonly string[] {
  const extension = mediaExtension(path);
  if (kind === undefined || kind === "flv") {
    if (extension === "") return [`${path}.flv`];
    // `trailer.mp4` may be `trailer.mp4.flv` whose extension the player took off.
    return extension === "flv" ? [path] : [path, `${path}.flv`];
  }
  const completed = EXTENSIONS[kind].map((candidate) => `${path}.${candidate}`);
  return extension === "" ? [...completed, path] : [path, ...completed.slice(0, 1)];
}

function finish(path: string, candidateKeys: readonly string[], query: string): ResolvedStream {
  const keys = path === "" || path.endsWith("/") ? [] : candidateKeys.filter(isUsableKey);
  const [first] = keys;
  if (first === undefined) return refusal("InvalidURI");
  return { ok: true, keys, streamName: withoutExtension(first), query, extension: mediaExtension(first) };
}

function isUsableKey(key: string): boolean {
  return !isUnsafeKey(key) && key.isWellFormed() && new TextEncoder().encode(key).byteLength <= MAX_KEY_BYTES;
}

function refusal(error: "InvalidInstance" | "InvalidURI"): ResolvedStream {
  return { ok: false, error };
}
