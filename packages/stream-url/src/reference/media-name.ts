/**
 * Names of media: the prefix that tells Flash Media Server the container, the extension that tells everybody else.
 *
 *  [mp4: | mp3: | id3: | flv:] path [.extension]
 *
 * The object in the bucket always has its extension; the play path often lacks it (`.flv` must be absent, `.mp3` usually is).
 */

/** The container as the server serves it. MOV, M4V, F4V, M4A, AAC-in-MP4 and 3GP are all `mp4`. */
export type MediaKind = "flv" | "mp4" | "mp3";

/** Extensions of `kind`, the one that an omitted extension stands for first. */
export const EXTENSIONS: Readonly<Record<MediaKind, readonly string[]>> = {
  flv: ["flv"],
  mp4: ["mp4", "m4v", "f4v", "m4a", "mov", "f4a", "3gp", "3g2", "aac"],
  mp3: ["mp3"],
};

const KINDS: readonly MediaKind[] = ["flv", "mp4", "mp3"];

/** The extension at the end of `name`, lower case and without the dot, when it is one of media; else "". */
export function mediaExtension(name: string): string {
  const extension = /\.(\w{3})$/.exec(name)?.[1]?.toLowerCase() ?? "";
  return kindOfExtension(extension) === undefined ? "" : extension;
}

/** The container that files with this extension (lower case, no dot) hold. */
export function kindOfExtension(extension: string): MediaKind | undefined {
  return KINDS.find((kind) => EXTENSIONS[kind].includes(extension));
}

/** `name` without its media extension. */
export function withoutExtension(name: string): string {
  return mediaExtension(name) === "" ? name : name.slice(0, -4);
}

/** A name taken apart. */
export interface PrefixedName {
  /** What the last prefix says, or `undefined` without one. */
  readonly kind: MediaKind | undefined;
  /** How many prefixes there were: `mp4:mp4:x` has two. */
  readonly count: number;
  readonly path: string;
}

/** Takes every leading `mp4:`, `mp3:`, `id3:` or `flv:` off. `id3:` asks for the tags of an MP3. */
export function splitPrefix(name: string): PrefixedName {
  let kind: MediaKind | undefined;
  let count = 0;
  let path = name;
  for (;;) {
    const prefix = /^(mp4|mp3|id3|flv):/i.exec(path)?.[1]?.toLowerCase();
    if (prefix === undefined) return { kind, count, path };
    kind = prefix === "id3" ? "mp3" : (prefix as MediaKind);
    count++;
    path = path.slice(4);
  }
}
