import { decodeEntities } from "../reference/entities.ts";

/**
 * A tolerant tokenizer for the HTML of strangers: opening tags with their attributes, the text behind them and where
 * they are closed. Comments, declarations and processing instructions are passed over; the content of `script` and
 * `style` is text.
 */
export interface Tag {
  /** Lower case. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly start: number;
  readonly end: number;
  /** Offset where the text behind the tag ends: at the next tag, or at the end of a script. */
  readonly textEnd: number;
  /** End of the closing tag, or `undefined` when the page forgot it. */
  readonly close: number | undefined;
}

const TAG = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

export function readTags(html: string): readonly Tag[] {
  const tags: { -readonly [K in keyof Tag]: Tag[K] }[] = [];
  const open = new Map<string, (typeof tags)[number][]>();
  const pattern = new RegExp(TAG);
  for (let match = pattern.exec(html); match !== null; match = pattern.exec(html)) {
    const [text, slash, rawName, attributes = ""] = match;
    const last = tags.at(-1);
    if (last !== undefined) last.textEnd = Math.min(last.textEnd, match.index);
    if (rawName === undefined) continue;
    const name = rawName.toLowerCase();
    const unclosed = open.get(name) ?? [];
    const end = match.index + text.length;
    if (slash) {
      const opening = unclosed.pop();
      if (opening !== undefined) opening.close = end;
      continue;
    }
    if (name === "script" || name === "style") {
      const closing = new RegExp(`</${name}|$`, "gi");
      closing.lastIndex = end;
      pattern.lastIndex = closing.exec(html)?.index ?? end;
    }
    const tag: (typeof tags)[number] = {
      name,
      attributes: readAttributes(attributes),
      start: match.index,
      end,
      textEnd: html.length,
      close: undefined,
    };
    tags.push(tag);
    unclosed.push(tag);
    open.set(name, unclosed);
  }
  return tags;
}

/** Attributes by lower-case name, entities decoded; the first of two of a name counts. */
function readAttributes(text: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", double, single, bare] of text.matchAll(ATTRIBUTE)) {
    attributes[name.toLowerCase()] ??= decodeEntities(double ?? single ?? bare ?? "");
  }
  return attributes;
}
