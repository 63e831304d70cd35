/**
 * Percent-encoding as it is really met in stream names: done by some clients, not by others, sometimes twice.
 * So decoding is lenient (what is not a valid sequence stays) and encoding touches only what would be misread.
 */

/** Decodes runs of valid UTF-8 escapes; everything else, lone `%` included, stays as it is. */
export function decodePercent(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** Escapes what `parseStream` would read as something else in a bare file name: `%41`, `?`, a leading `&`, outer white space. */
export function escapeFileName(name: string): string {
  return name
    .replace(/%(?=[\da-f]{2})/gi, "%25")
    .replace(/\?/g, "%3F")
    .replace(/^\s+|\s+$/g, encodeURIComponent)
    .replace(/^(rtmp[a-z]{0,2}):(?=\/\/)/i, "$1%3A")
    .replace(/^&|&(?=#?\w{2,7};)/g, "%26");
}

/** Escapes a file name for use inside a URL. */
export function escapeUrlPath(name: string): string {
  return encodeURI(name.toWellFormed())
    .replace(/[?#]/g, (character) => (character === "?" ? "%3F" : "%23"))
    .replace(/^&|&(?=(?:%23)?\w{2,7};)/g, "%26");
}
