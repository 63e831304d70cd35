import type { XmlElement } from "./xml-tree.ts";

/** `Cc` are the control characters; tab and newline among them stay as they are. */
const ESCAPED = /[&<>"\p{Cc}\ufffe\uffff]/u;
const ESCAPED_ALL = /[&<>"\p{Cc}\ufffe\uffff]/gu;

/**
 * Text for element content or a quoted attribute. Control characters become character references, also those that
 * XML 1.0 has no form for (`&#x1;`): S3 writes such keys in listings so, and asks for `encoding-type=url` instead.
 */
export function escapeText(text: string): string {
  return ESCAPED.test(text) ? text.replace(ESCAPED_ALL, escapeCharacter) : text;
}

function escapeCharacter(character: string): string {
  switch (character) {
    case "&":
      return "&amp;";
    case "<":
      return "&lt;";
    case ">":
      return "&gt;";
    case '"':
      return "&quot;";
    case "\t":
    case "\n":
      return character;
    default:
      return `&#x${character.charCodeAt(0).toString(16)};`;
  }
}

/** Prints an element and what is in it, without a declaration; `namespace` is declared on the root when given. */
export function writeXml(root: XmlElement, namespace?: string): string {
  const declaration = namespace === undefined ? "" : ` xmlns="${escapeText(namespace)}"`;
  let attributes = declaration;
  for (const [name, value] of Object.entries(root.attributes ?? {}))
    attributes += ` ${name}="${escapeText(value)}"`;
  if (root.children.length === 0 && root.text === "") return `<${root.name}${attributes}/>`;
  const content =
    root.children.length === 0
      ? escapeText(root.text)
      : root.children.map((child) => writeXml(child)).join("");
  return `<${root.name}${attributes}>${content}</${root.name}>`;
}
