import type { XmlElement } from "./xml-tree.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const TEXT_ESCAPES = /[&<>"\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const TEXT_ESCAPES_ALL = /[&<>"\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g;

/**
 * Text for element content or a quoted attribute. Control characters become character references, also those that
 * XML 1.0 has no form for (`&#x1;`): S3 writes such keys in listings so, and asks for `encoding-type=url` instead.
 */
export function escapeText(text: string): string {
  return TEXT_ESCAPES.test(text) ? text.replace(TEXT_ESCAPES_ALL, escapeCharacter) : text;
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
