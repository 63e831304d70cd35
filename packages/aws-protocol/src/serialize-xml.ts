/**
 * Typed value -> XML text. Each structure gets a writer that is put together once: a listing of 1,000 keys is 6,000
 * elements, and walking the model for each of them costs more than writing it.
 */
import type { EnumerationShape, Member, ScalarShape, Shape, StructureShape } from "./model/shape.ts";
import { writeScalar } from "./scalar.ts";
import { escapeText } from "./xml-writer.ts";

/** What stands in the start tag and what stands inside the element. */
interface ElementParts {
  readonly attributes: string;
  readonly content: string;
}

type StructureWriter = (value: object) => ElementParts;
/** Writes a present value as whole elements. */
type MemberWriter = (value: unknown) => string;

/** Attributes are text: `xsi:type` is the only one. */
const TEXT: ScalarShape = { kind: "string" };
const writers = new WeakMap<StructureShape, StructureWriter>();

/** The writer of a structure; elements come in the order of the model, absent members are left out. */
export function structureWriter(shape: StructureShape): StructureWriter {
  let writer = writers.get(shape);
  if (writer === undefined) {
    writer = createStructureWriter(shape);
    writers.set(shape, writer);
  }
  return writer;
}

function createStructureWriter(shape: StructureShape): StructureWriter {
  const elements = shape.members
    .filter(({ binding }) => binding === "element")
    .map((member) => ({ name: member.name, write: lazily(() => memberWriter(member)) }));
  const attributes = shape.members.filter(({ binding }) => binding === "attribute");
  return (value) => {
    const record = value as Readonly<Record<string, unknown>>;
    let content = "";
    for (const { name, write } of elements) {
      const part = record[name];
      if (part !== undefined && part !== null) content += write(part);
    }
    let written = "";
    for (const member of attributes) {
      const part = record[member.name];
      if (part !== undefined && part !== null)
        written += ` ${member.xmlName}="${escapeText(writeScalar(part, TEXT, false))}"`;
    }
    return { attributes: written, content };
  };
}

function memberWriter(member: Member): MemberWriter {
  const { shape } = member;
  if (shape.kind !== "list") return elementWriter(member.xmlName, shape, member.namespace);
  if (member.isFlat) return itemsWriter(member.xmlName, shape.member.shape);
  const writeItems = itemsWriter(shape.member.xmlName, shape.member.shape);
  return (value) => wrap(member.xmlName, "", writeItems(value));
}

function itemsWriter(name: string, shape: Shape): MemberWriter {
  const write = elementWriter(name, shape, undefined);
  return (value) => {
    if (!Array.isArray(value)) throw new TypeError(`${name} must be an array`);
    let items = "";
    for (const item of value) items += write(item);
    return items;
  };
}

function elementWriter(name: string, shape: Shape, namespace: Member["namespace"]): MemberWriter {
  switch (shape.kind) {
    case "structure": {
      const write = structureWriter(shape);
      const declaration = namespace === undefined ? "" : ` xmlns:${namespace[0]}="${namespace[1]}"`;
      return (value) => {
        if (typeof value !== "object" || value === null) throw new TypeError(`${name} must be an object`);
        const { attributes, content } = write(value);
        return wrap(name, declaration + attributes, content);
      };
    }
    case "list": {
      const writeItems = itemsWriter(shape.member.xmlName, shape.member.shape);
      return (value) => wrap(name, "", writeItems(value));
    }
    case "map":
      throw new TypeError(`${name} has no XML form`);
    default:
      return scalarWriter(name, shape);
  }
}

function scalarWriter(name: string, shape: ScalarShape | EnumerationShape): MemberWriter {
  const open = `<${name}>`;
  const close = `</${name}>`;
  if (shape.kind === "string" || shape.kind === "enumeration") {
    // In a listing most elements say what the one before them said: owners, classes, algorithms.
    let lastText = "";
    let lastElement = `<${name}/>`;
    return (value) => {
      const text = typeof value === "string" ? value : writeScalar(value, shape, false);
      if (text === lastText) return lastElement;
      lastElement = text === "" ? `<${name}/>` : open + escapeText(text) + close;
      lastText = text;
      return lastElement;
    };
  }
  if (shape.kind === "timestamp" || shape.kind === "dateTime") {
    let lastMs = Number.NaN;
    let lastElement = "";
    return (value) => {
      if (value instanceof Date && value.getTime() === lastMs) return lastElement;
      lastElement = open + writeScalar(value, shape, false) + close;
      lastMs = value instanceof Date ? value.getTime() : Number.NaN;
      return lastElement;
    };
  }
  return (value) => open + writeScalar(value, shape, false) + close;
}

function wrap(name: string, attributes: string, content: string): string {
  return content === "" ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;
}

/**
 * Under this key an output may hold the items of several flat lists in the one order they are written in: S3 lists
 * versions and delete markers as they follow each other, and the model has a list for each.
 */
export const IN_ORDER: unique symbol = Symbol("in order");

/** Items with the names of the lists they are of. */
export interface InOrder {
  readonly [IN_ORDER]?: readonly (readonly [listName: string, item: object])[];
}

/** The content of a structure whose items have an order across its lists. */
export function writeInOrder(
  shape: StructureShape,
  value: object,
  items: NonNullable<InOrder[typeof IN_ORDER]>,
): string {
  const record = value as Readonly<Record<string, unknown>>;
  const elements = shape.members.filter(({ binding }) => binding === "element");
  const writeItem = new Map(elements.map((member) => [member.name, lazily(() => memberWriter(member))]));
  const listNames = new Set(items.map(([listName]) => listName));
  let content = "";
  let areWritten = false;
  for (const { name } of elements) {
    const part = record[name];
    if (!listNames.has(name)) {
      if (part !== undefined && part !== null) content += writeItem.get(name)?.(part) ?? "";
    } else if (!areWritten) {
      for (const [listName, item] of items) content += writeItem.get(listName)?.([item]) ?? "";
      areWritten = true;
    }
  }
  return content;
}

/** Puts a writer together at its first use, so that structures that contain themselves end. */
function lazily(create: () => MemberWriter): MemberWriter {
  let writer: MemberWriter | undefined;
  return (value) => {
    writer ??= create();
    return writer(value);
  };
}
