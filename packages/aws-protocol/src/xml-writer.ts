import type { XmlElement } from "./xml-tree.ts";

/** Printable ASCII without `"`, `&`, `<` and `>`: most names and all that the model writes itself. */
const STANDS_FOR_ITSELF = /^[ !#-%'-;=?-~]*$/;

/** The same between quotation marks: ETags. */
const IN_QUOTES = /^"[ !#-%'-;=?-~]*"$/;

/**
 * Text for element content or a quoted attribute. Control characters become character references, also those that
 * XML 1.0 has no form for (`&#x1;`): S3 writes such keys in listings so, and offers `encoding-type=url` against it.
 */
export function escapeText(text: string): string {
  if (STANDS_FOR_ITSELF.test(text)) return text;
  if (IN_QUOTES.test(text)) return `&quot;${text.slice(1, -1)}&quot;`;
  let escaped = "";
  let written = 0;
  for (let index = 0; index < text.length; index++) {
    const reference = referenceOf(text.charCodeAt(index));
    if (reference === undefined) continue;
    escaped += text.slice(written, index) + reference;
    written = index + 1;
  }
  return written === 0 ? text : escaped + text.slice(written);
}

/** What stands for a UTF-16 code unit that may not stand for itself. */
function referenceOf(unit: number): string | undefined {
  if (unit >= 0x40 && unit < 0x7f) return undefined;
  switch (unit) {
    case 0x26:
      return "&amp;";
    case 0x3c:
      return "&lt;";
    case 0x3e:
      return "&gt;";
    case 0x22:
      return "&quot;";
    case 0x09:
    case 0x0a:
      return undefined;
    default:
      return unit < 0x20 || (unit >= 0x7f && unit < 0xa0) || unit >= 0xfffe
        ? `&#x${unit.toString(16)};`
        : undefined;
  }
}

/** How {@link writeXml} writes. */
export interface XmlWriting {
  /** Declared on the root. */
  readonly namespace?: string;
  /** Quotation marks in content stand for themselves. */
  readonly hasPlainQuotes?: boolean;
}

/** Prints an element and what is in it, without a declaration. */
export function writeXml(root: XmlElement, { namespace, hasPlainQuotes = false }: XmlWriting = {}): string {
  let attributes = namespace === undefined ? "" : ` xmlns="${escapeText(namespace)}"`;
  for (const [name, value] of Object.entries(root.attributes ?? {}))
    attributes += ` ${name}="${escapeText(value)}"`;
  const content =
    root.children.length > 0
      ? root.children.map((child) => writeXml(child, { hasPlainQuotes })).join("")
      : hasPlainQuotes
        ? escapeText(root.text).replaceAll("&quot;", '"')
        : escapeText(root.text);
  return content === ""
    ? `<${root.name}${attributes}/>`
    : `<${root.name}${attributes}>${content}</${root.name}>`;
}
