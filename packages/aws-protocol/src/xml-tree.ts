/**
 * An XML element as a value: what the strict reader makes of a body and what the writer prints.
 *
 * Only what restXml needs: element content or text, never both (mixed content is joined text), no comments,
 * no processing instructions.
 */
export interface XmlElement {
  /** Local name, without a prefix. */
  readonly name: string;
  /** Namespace name that is in scope for the element; `undefined` when there is none. */
  readonly namespace?: string | undefined;
  /** Attributes by qualified name as written (`xsi:type`), without namespace declarations. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly children: readonly XmlElement[];
  /** All character data directly inside the element, entities resolved; white space between child elements included. */
  readonly text: string;
}

/** Makes an element of child elements; `undefined` children are left out, so optional ones can be written in place. */
export function element(name: string, children: readonly (XmlElement | undefined)[]): XmlElement {
  return { name, children: children.filter((child) => child !== undefined), text: "" };
}

/** Makes an element that holds text. */
export function textElement(name: string, text: string): XmlElement {
  return { name, children: [], text };
}

/** The first child element of that local name. */
export function childOf(parent: XmlElement, name: string): XmlElement | undefined {
  return parent.children.find((child) => child.name === name);
}

/** Every child element of that local name, in document order. */
export function childrenOf(parent: XmlElement, name: string): readonly XmlElement[] {
  return parent.children.filter((child) => child.name === name);
}
