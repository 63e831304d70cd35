/**
 * Bytes of a request body -> one {@link XmlElement}, strictly and in bounded time and memory.
 *
 * Accepted: UTF-8 with or without a byte order mark, an XML declaration, comments, processing instructions, CDATA, the
 * five predefined entities and character references, namespace prefixes.
 * Refused: DOCTYPE (so no entity is ever declared, expanded or fetched), other entities, a second root, text outside
 * the root, NUL and other characters XML forbids, invalid UTF-8, duplicate attributes, undeclared prefixes, and
 * whatever exceeds {@link XmlLimits}.
 */
import { SaxesParser } from "saxes";
import type { XmlElement } from "./xml-tree.ts";

/** Bounds of one body. */
export interface XmlLimits {
  /** Bytes of the whole body. */
  readonly maxBytes: number;
  /** Elements inside each other. */
  readonly maxDepth: number;
  /** Elements in all. DeleteObjects carries up to 1,000 objects of three elements, CompleteMultipartUpload 10,000 parts. */
  readonly maxElements: number;
}

/** S3 documents 2 MB for DeleteObjects; 10,000 parts with a SHA-256 each come close to 2 MB. */
export const DEFAULT_XML_LIMITS: XmlLimits = Object.freeze({
  maxBytes: 4 * 1024 * 1024,
  maxDepth: 32,
  maxElements: 100_000,
});

/** Thrown by {@link readXml}: why the body is not a document, in words for the log. */
export class XmlSyntaxError extends Error {
  override readonly name = "XmlSyntaxError";
  readonly code: "ERR_XML_SYNTAX" | "ERR_XML_LIMIT";

  constructor(code: "ERR_XML_SYNTAX" | "ERR_XML_LIMIT", message: string) {
    super(message);
    this.code = code;
  }
}

/** An element under construction. */
interface OpenElement {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly attributes: Record<string, string> | undefined;
  readonly children: OpenElement[];
  text: string;
  /** Shared with the parent unless the element declares a namespace. */
  readonly scope: NamespaceScope;
}

/** Prefixes declared on one element, and the scope around it: a chain, so that many declarations are never copied. */
interface NamespaceScope {
  readonly declared: ReadonlyMap<string, string>;
  readonly outer: NamespaceScope | undefined;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
const NO_NAMESPACES: NamespaceScope = {
  declared: new Map([["xml", "http://www.w3.org/XML/1998/namespace"]]),
  outer: undefined,
};
/** Attributes of one element; documents of these services have at most two. */
const MAX_ATTRIBUTES = 64;
/** saxes reads a string in one go; a slice at a time keeps a hostile body from being parsed past the first error. */
const SLICE_CHARS = 64 * 1024;

/** Parses a whole document. Throws {@link XmlSyntaxError}. */
export function readXml(bytes: Uint8Array, limits: XmlLimits = DEFAULT_XML_LIMITS): XmlElement {
  if (bytes.byteLength > limits.maxBytes) throw limit(`body of more than ${limits.maxBytes} bytes`);
  const text = decode(bytes);
  const open: OpenElement[] = [];
  let root: OpenElement | undefined;
  let elements = 0;

  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  parser.on("error", (error) => {
    throw syntax(error.message);
  });
  parser.on("doctype", () => {
    throw syntax("a document type declaration is not accepted");
  });
  parser.on("opentag", (tag) => {
    const parent = open.at(-1);
    if (++elements > limits.maxElements) throw limit(`more than ${limits.maxElements} elements`);
    if (open.length >= limits.maxDepth)
      throw limit(`more than ${limits.maxDepth} elements inside each other`);
    const element = openElement(tag.name, tag.attributes, parent?.scope ?? NO_NAMESPACES);
    if (parent === undefined) root = element;
    else parent.children.push(element);
    open.push(element);
  });
  const onText = (characters: string): void => {
    const parent = open.at(-1);
    if (parent !== undefined) parent.text += characters;
  };
  parser.on("text", onText);
  parser.on("cdata", onText);
  parser.on("closetag", () => {
    open.pop();
  });

  for (let start = 0; start < text.length; start += SLICE_CHARS) {
    parser.write(text.slice(start, start + SLICE_CHARS));
  }
  parser.close();
  if (root === undefined) throw syntax("no root element");
  return root;
}

function openElement(
  qualifiedName: string,
  attributes: Readonly<Record<string, string>>,
  outer: NamespaceScope,
): OpenElement {
  const declared = new Map<string, string>();
  let own: Record<string, string> | undefined;
  let count = 0;
  for (const name in attributes) {
    if (++count > MAX_ATTRIBUTES) throw limit(`more than ${MAX_ATTRIBUTES} attributes on an element`);
    const value = attributes[name] ?? "";
    if (name === "xmlns") declared.set("", value);
    else if (name.startsWith("xmlns:")) declared.set(name.slice(6), value);
    else {
      own ??= {};
      own[name] = value;
    }
  }
  const scope = declared.size === 0 ? outer : { declared, outer };
  const colon = qualifiedName.indexOf(":");
  const prefix = colon < 0 ? "" : qualifiedName.slice(0, colon);
  const namespace = namespaceOf(prefix, scope);
  if (namespace === undefined && prefix !== "") throw syntax(`undeclared namespace prefix ${prefix}`);
  return {
    name: qualifiedName.slice(colon + 1),
    namespace: namespace === "" ? undefined : namespace,
    attributes: own,
    children: [],
    text: "",
    scope,
  };
}

function namespaceOf(prefix: string, innermost: NamespaceScope): string | undefined {
  for (let scope: NamespaceScope | undefined = innermost; scope !== undefined; scope = scope.outer) {
    const namespace = scope.declared.get(prefix);
    if (namespace !== undefined) return namespace;
  }
  return undefined;
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw syntax("not UTF-8");
  }
}

function syntax(message: string): XmlSyntaxError {
  return new XmlSyntaxError("ERR_XML_SYNTAX", message);
}

function limit(message: string): XmlSyntaxError {
  return new XmlSyntaxError("ERR_XML_LIMIT", message);
}
