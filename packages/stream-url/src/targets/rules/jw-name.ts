/** `mp4:` kinds by extension, as JW Player 5 to 7 have them; 6 added `f4a`. A query does not hide the extension. */
const NAME = /^([^?]*)\.(flv|mp3|mp4|mov|m4v|aac|m4a|f4v|f4a)(\?.*)?$/s;

/** The play name that JW Player makes of a `file`. */
export function jwName(file: string): string {
  const [, stem = "", extension = "", query = ""] = NAME.exec(file) ?? [];
  if (extension === "flv") return stem + query;
  if (extension === "" || file.includes(":")) return file;
  return extension === "mp3" ? `mp3:${stem}${query}` : `mp4:${file}`;
}
