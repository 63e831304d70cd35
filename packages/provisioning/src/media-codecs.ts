/** Names of codecs (as `@oxbow/media` has them) that no browser of today decodes. */
const LEGACY_CODECS = new Set([
  "sorenson",
  "vp6",
  "vp6a",
  "screen",
  "screen2",
  "nellymoser",
  "speex",
  "adpcm",
]);

/** Those of these codecs that no browser plays. */
export function legacyCodecs(...codecs: readonly (string | undefined)[]): readonly string[] {
  return codecs.filter((codec): codec is string => codec !== undefined && LEGACY_CODECS.has(codec));
}

/**
 * The command that makes an MP4 of a media file.
 *
 * @param isCopy the codecs are fine, only the container is not
 * @param suffix of the new file's name: what is made of an MP4 needs another name
 */
export function ffmpegCommand(path: string, isCopy: boolean, suffix = ""): string {
  const target = `${path.replace(/\.[^./]+$/, "")}${suffix}.mp4`;
  const codecs = isCopy ? "-c copy" : "-c:v libx264 -c:a aac";
  return `ffmpeg -i ${shellQuote(path)} ${codecs} -movflags +faststart ${shellQuote(target)}`;
}

/** For POSIX shells. Names that need no quotes get none; one that begins with a hyphen would be an option. */
function shellQuote(path: string): string {
  const safe = path.startsWith("-") ? `./${path}` : path;
  return /^[\w@%+=:,./-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", `'\\''`)}'`;
}
