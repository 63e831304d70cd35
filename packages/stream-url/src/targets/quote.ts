import type { Json } from "./target.ts";

/** For an attribute in double quotes. */
export function quoteHtml(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll("&#38;", "&amp;");
}

/** A literal for JavaScript or ActionScript; can't end a script element. */
export function quoteScript(value: Json): string {
  return JSON.stringify(value, undefined, 2).replaceAll("<", "\\u003c");
}

/** A `<script>` with one statement. */
export function script(statement: string): string {
  return `<script>\n${statement}\n</script>`;
}

/** A command line for a POSIX shell. */
export function quoteShell(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(" ");
}

/** Variables as a Flash movie takes them: each value encoded once, which the Flash Player undoes. */
function flashVars(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
}

/** An `<embed>` of the era. */
export function embed(movie: string, variables: Readonly<Record<string, string>>): string {
  const flashvars = quoteHtml(flashVars(variables));
  return `<embed type="application/x-shockwave-flash" src="${movie}" width="640" height="360" allowfullscreen="true" flashvars="${flashvars}">`;
}
