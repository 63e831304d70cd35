import { EXTENSIONS, kindOfExtension, type MediaKind, mediaExtension, splitPrefix } from "./media-name.ts";
import type { Warn } from "./parse-warning.ts";
import { decodePercent } from "./percent.ts";

/** The object a play path names. */
export interface NamedObject {
  readonly key: string;
  readonly kind: MediaKind;
}

/** From a play path without query to the object's key: prefix off, decoded, extension supplied. */
export function readName(name: string, warn: Warn): NamedObject {
  const outer = splitPrefix(decodePercent(name).toWellFormed());
  // MediaElement and hand-written URLs put the prefix before the last segment: `videos/mp4:clip.mp4`.
  const inner = /^(.*\/)((?:mp4|mp3|flv|id3):.+)$/i.exec(outer.path);
  const last = inner === null ? undefined : splitPrefix(inner[2] ?? "");
  if (last !== undefined) warn("CFX-NAME-PREFIX-MISPLACED", "file");
  if (outer.count > 1) warn("CFX-NAME-PREFIX-DOUBLE", "file");

  const path = `${inner?.[1] ?? ""}${last?.path ?? outer.path}`;
  if (path.startsWith("/")) warn("CFX-NAME-LEADING-SLASH", "file");
  const bare = path.replace(/^\/+/, "");

  const prefixKind = last?.kind ?? outer.kind;
  const kind = kindOfExtension(mediaExtension(bare));
  if (kind === undefined) {
    const meant = prefixKind ?? "flv";
    return { key: bare === "" || bare.endsWith("/") ? "" : `${bare}.${EXTENSIONS[meant][0]}`, kind: meant };
  }
  if (prefixKind !== undefined && prefixKind !== kind) warn("CFX-NAME-PREFIX-WRONG", "file");
  return { key: bare, kind };
}

/** True for a key no edge should look up: control characters, or a `.` or `..` segment. */
export function isUnsafeKey(key: string): boolean {
  return /\p{Cc}|(?:^|\/)\.\.?(?:\/|$)/u.test(key);
}
