/**
 * The query of a stream name: `name?own=1&Expires=…&Signature=…&Key-Pair-Id=…`.
 *
 * A page that hands a signed name to a Flash player writes `?`, `=` and `&` as `%3F`, `%3D`, `%26`, and not every
 * player undoes it (developer guide, "Stream parameters and Flash"). Both spellings are read here.
 */
export interface NameAndQuery {
  readonly name: string;
  /** Without the `?`, never encoded; "" for none. */
  readonly query: string;
  /** True when the separators were percent-encoded. */
  readonly isEncoded: boolean;
}

/** Splits at the first `?`, or at a `%3F` that a parameter follows. */
export function splitNameQuery(text: string): NameAndQuery {
  const match = /\?|%3f(?=[\w-]+(?:=|%3d))/i.exec(text);
  if (match === null) return { name: text, query: "", isEncoded: false };

  const name = text.slice(0, match.index);
  const query = text.slice(match.index + match[0].length);
  const isEncoded = match[0] !== "?" || /^[\w-]+%3d/i.test(query);
  return { name, query: isEncoded ? decodeSeparators(query) : query, isEncoded };
}

/** Undoes the encoding of the three separators, and of nothing else: signatures stay what they are. */
function decodeSeparators(query: string): string {
  return query.replace(/%3f/gi, "?").replace(/%3d/gi, "=").replace(/%26/gi, "&");
}
