/** Element tree -> typed value by a shape of the model, order-free, collecting every {@link Violation} on the way. */
import type { Member, Shape, StructureShape } from "./model/shape.ts";
import { NOT_A_VALUE, readScalar } from "./scalar.ts";
import type { Violation } from "./violation.ts";
import type { XmlElement } from "./xml-tree.ts";

type Path = readonly (string | number)[];

/** Reads the children and attributes of an element as a structure. */
export function parseStructure(
  element: XmlElement,
  shape: StructureShape,
  path: Path,
  violations: Violation[],
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const child of element.children) {
    const member = child.namespace === element.namespace ? shape.elements.get(child.name) : undefined;
    if (member === undefined) {
      violations.push({ kind: "unknown", where: "body", path, wireName: child.name });
      continue;
    }
    const known = value[member.name];
    if (member.isFlat) {
      const items = Array.isArray(known) ? known : [];
      items.push(parseFlatItem(child, member, [...path, member.name, items.length + 1], violations));
      value[member.name] = items;
    } else if (known !== undefined) {
      violations.push({
        kind: "duplicate",
        where: "body",
        path: [...path, member.name],
        wireName: child.name,
      });
    } else {
      value[member.name] = parseValue(child, member.shape, [...path, member.name], violations);
    }
  }
  for (const member of shape.members) {
    if (member.binding === "attribute") {
      const text = attributeOf(element, member.xmlName);
      if (text !== undefined) value[member.name] = text;
    }
  }
  return value;
}

function parseValue(element: XmlElement, shape: Shape, path: Path, violations: Violation[]): unknown {
  switch (shape.kind) {
    case "structure":
      return parseStructure(element, shape, path, violations);
    case "list": {
      const items: unknown[] = [];
      const { member } = shape;
      for (const child of element.children) {
        if (child.name === member.xmlName && child.namespace === element.namespace) {
          items.push(parseValue(child, member.shape, [...path, items.length + 1, "member"], violations));
        } else {
          violations.push({ kind: "unknown", where: "body", path, wireName: child.name });
        }
      }
      return items;
    }
    case "map":
      throw new TypeError(`a map has no XML form (${path.join(".")})`);
    default: {
      const value = element.children.length > 0 ? NOT_A_VALUE : readScalar(element.text, shape, false);
      if (value !== NOT_A_VALUE) return value;
      const { name } = element;
      violations.push({ kind: "lexical", where: "body", path, wireName: name, value: element.text });
      // The text stands in for the value, so that the member does not count as missing too.
      return element.text;
    }
  }
}

function parseFlatItem(element: XmlElement, member: Member, path: Path, violations: Violation[]): unknown {
  if (member.shape.kind !== "list") throw new TypeError(`${member.name} is flat but not a list`);
  return parseValue(element, member.shape.member.shape, path, violations);
}

/** Looks an attribute up by its qualified name, or by its local name when the document chose another prefix. */
function attributeOf(element: XmlElement, qualifiedName: string): string | undefined {
  const { attributes } = element;
  if (attributes === undefined) return undefined;
  const exact = attributes[qualifiedName];
  if (exact !== undefined) return exact;
  const localName = qualifiedName.slice(qualifiedName.indexOf(":") + 1);
  return Object.entries(attributes).find(([name]) => name.slice(name.indexOf(":") + 1) === localName)?.[1];
}
