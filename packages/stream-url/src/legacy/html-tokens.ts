/**
 * A tolerant tokenizer for the HTML of strangers: tags with their attributes, and the text between them. Comments,
 * declarations and processing instructions are passed over; the content of `script` and `style` is text.
 */
export interface Tag {
  /** Lower case. */
  readonly name: string;
  readonly isClosing: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly start: number;
  readonly end: number;
  /** Offset where the text behind the tag ends: at the next tag, or at the end of a script. */
  readonly textEnd: number;
}

const TAG = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][\w:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

export function readTags(html: string): readonly Tag[] {
  const tags: { -readonly [K in keyof Tag]: Tag[K] }[] = [];
  const pattern = new RegExp(TAG);
  for (let match = pattern.exec(html); match !== null; match = pattern.exec(html)) {
    const name = match[2]?.toLowerCase();
    const last = tags.at(-1);
    if (last !== undefined && last.textEnd < 0) last.textEnd = match.index;
    if (name === undefined) continue;
    const isClosing = match[1] === "/";
    const end = match.index + match[0].length;
    let textEnd = -1;
    if (!isClosing && /^(?:script|style)$/.test(name)) {
      const close = html.slice(end).search(new RegExp(`</${name}`, "i"));
      textEnd = close < 0 ? html.length : end + close;
      pattern.lastIndex = textEnd;
    }
    tags.push({
      name,
      isClosing,
      attributes: readAttributes(match[3] ?? ""),
      start: match.index,
      end,
      textEnd,
    });
  }
  for (const tag of tags) if (tag.textEnd < 0) tag.textEnd = html.length;
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

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", quot: '"', apos: "'", lt: "<", gt: ">" };

export function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The tag that closes `tags[index]`, or `undefined` when the page forgot it. */
export function closingTag(tags: readonly Tag[], index: number): Tag | undefined {
  const name = tags[index]?.name;
  let depth = 0;
  for (const tag of tags.slice(index)) {
    if (tag.name !== name) continue;
    depth += tag.isClosing ? -1 : 1;
    if (depth === 0) return tag;
  }
  return undefined;
}
