import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readXml, XmlSyntaxError } from "./xml-reader.ts";
import { element, textElement, type XmlElement } from "./xml-tree.ts";
import { writeXml } from "./xml-writer.ts";

const read = (text: string, limits?: Parameters<typeof readXml>[1]) => readXml(Buffer.from(text), limits);

/** The tree as nested arrays, which is easier to compare: name, then text or children. */
function outline({ name, text, children }: XmlElement): unknown {
  return [name, ...(children.length === 0 ? [text] : children.map(outline))];
}

/** Leaves out what XML has no form for, and CR, which every reader turns into LF. */
function withoutForbidden(text: string): string {
  const allowed = (code: number) =>
    code === 9 || code === 10 || (code >= 0x20 && code !== 0xfffe && code !== 0xffff);
  return [...text].filter((character) => allowed(character.codePointAt(0) ?? 0)).join("");
}

describe("accepts", () => {
  test.for([
    ["a declaration", '<?xml version="1.0" encoding="UTF-8"?>\n<a>x</a>\n', ["a", "x"]],
    ["a byte order mark", "\uFEFF<a>x</a>", ["a", "x"]],
    ["comments and processing instructions", "<!-- c --><a><!-- c -->x<?pi y?></a><!-- c -->", ["a", "x"]],
    ["CDATA", "<a>1<![CDATA[<&>]]>2</a>", ["a", "1<&>2"]],
    ["predefined entities", "<a>&lt;&amp;&gt;&quot;&apos;</a>", ["a", `<&>"'`]],
    ["character references", "<a>&#252;&#x1F3AC;</a>", ["a", "ü🎬"]],
    ["empty elements", "<a><b/><c></c></a>", ["a", ["b", ""], ["c", ""]]],
    ["prefixes", '<p:a xmlns:p="urn:x"><p:b>1</p:b></p:a>', ["a", ["b", "1"]]],
    ["single quotes", "<a b='1'>x</a>", ["a", "x"]],
    ["Windows line ends", "<a>\r\n<b>1</b>\r\n</a>", ["a", ["b", "1"]]],
  ] as const)("%s", ([, text, expected], { expect }) => {
    expect(outline(read(text))).toEqual(expected);
  });

  test("namespaces, by scope", () => {
    const root = read(
      '<a xmlns="urn:one"><b xmlns="urn:two" x:y="1" xmlns:x="urn:x"/><x:c xmlns:x="urn:x"/><d xmlns=""/></a>',
    );
    expect(root.namespace).toBe("urn:one");
    expect(root.children.map(({ namespace }) => namespace)).toEqual(["urn:two", "urn:x", undefined]);
    expect(root.children[0]?.attributes).toEqual({ "x:y": "1" });
  });
});

describe("refuses", () => {
  const billionLaughs = `<!DOCTYPE a [<!ENTITY l0 "ha">${Array.from({ length: 20 }, (_, i) => `<!ENTITY l${i + 1} "&l${i};&l${i};">`).join("")}]><a>&l20;</a>`;
  test.for([
    ["nothing", ""],
    ["white space", "  \n"],
    ["text", "hello"],
    ["JSON", '{"a":1}'],
    ["an open element", "<a><b></a>"],
    ["an end that is missing", "<a>"],
    ["two roots", "<a/><b/>"],
    ["text after the root", "<a/>b"],
    ["text before the root", "x<a/>"],
    ["an entity bomb", billionLaughs],
    ["an external entity", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ["an external DTD", '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>'],
    ["an undeclared entity", "<a>&nbsp;</a>"],
    ["a custom entity", "<a>&x;</a>"],
    ["NUL", "<a>\0</a>"],
    ["NUL as a reference", "<a>&#0;</a>"],
    ["a control character", "<a>\u0001</a>"],
    ["an unescaped ampersand", "<a>a & b</a>"],
    ["an attribute twice", '<a b="1" b="2"/>'],
    ["an undeclared prefix", "<p:a/>"],
    ["a late declaration", '<a/><?xml version="1.0"?>'],
  ] as const)("%s", ([, text], { expect }) => {
    expect(() => read(text)).toThrow(XmlSyntaxError);
  });

  test("bytes that are not UTF-8", () => {
    expect(() => readXml(Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e))).toThrow("not UTF-8");
    expect(() => readXml(Buffer.from("<a>x</a>", "utf16le"))).toThrow(XmlSyntaxError);
  });

  test.for([
    ["depth", { maxDepth: 3 }, "<a><b><c><d/></c></b></a>"],
    ["size", { maxBytes: 10 }, "<a>1234567</a>"],
    ["count", { maxElements: 3 }, "<a><b/><b/><b/></a>"],
  ] as const)("what exceeds the limit of %s", ([, limit, text], { expect }) => {
    const limits = { maxBytes: 100, maxDepth: 10, maxElements: 10, ...limit };
    expect(() => read(text, limits)).toThrow(expect.objectContaining({ code: "ERR_XML_LIMIT" }));
  });

  test.for([
    ["attributes", `<a ${Array.from({ length: 200_000 }, (_, i) => `b${i}=""`).join(" ")}/>`],
    ["namespaces", `<a ${Array.from({ length: 200_000 }, (_, i) => `xmlns:b${i}="u"`).join(" ")}/>`],
  ] as const)("a bomb of %s", ([, bomb], { expect }) => {
    expect(() => read(bomb)).toThrow(expect.objectContaining({ code: "ERR_XML_LIMIT" }));
  });

  test("a bomb of depth without reading it to its end", () => {
    const bomb = "<a>".repeat(1_000_000);
    expect(() => read(bomb)).toThrow(expect.objectContaining({ code: "ERR_XML_LIMIT" }));
  });
});

test("reads back what the writer writes", () => {
  const name = fc.constantFrom("Key", "Items", "CNAME");
  const text = fc.string({ unit: "binary" }).map(withoutForbidden);
  const { tree } = fc.letrec<{ tree: XmlElement }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      fc.tuple(name, text).map(([n, t]) => textElement(n, t)),
      fc.tuple(name, fc.array(tie("tree"), { minLength: 1, maxLength: 3 })).map(([n, c]) => element(n, c)),
    ),
  }));
  fc.assert(
    fc.property(tree, (root) => {
      expect(outline(read(writeXml(root)))).toEqual(outline(root));
    }),
    { numRuns: 200 },
  );
});
