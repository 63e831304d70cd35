/** Typed output -> response, by the model: status, headers, body. S3's own ways are in `s3-wire.ts`. */
import { Readable } from "node:stream";
import type { DialectOperation } from "./dialect.ts";
import type { AwsResponse } from "./http.ts";
import type { OperationSpec } from "./model/operation-table.ts";
import type { Member, StructureShape } from "./model/shape.ts";
import { writeScalar } from "./scalar.ts";
import { IN_ORDER, type InOrder, structureWriter, writeInOrder } from "./serialize-xml.ts";
import { writeXml } from "./xml-writer.ts";

/** How a service writes its documents. */
export interface XmlStyle {
  readonly declaration: string;
  readonly contentType: string;
  /** Namespace of the root element. */
  readonly namespace: string;
}

/**
 * Writes an operation's output.
 *
 * Throws `TypeError` when the output does not fit the model.
 */
export function serializeOutput(
  spec: OperationSpec,
  output: object,
  style: XmlStyle,
  dialect?: DialectOperation,
): AwsResponse {
  const shapes = spec.shapes();
  const headers: Record<string, string> = {};
  let body: AwsResponse["body"];
  if (shapes.output !== undefined) {
    const record = output as Readonly<Record<string, unknown>>;
    writeHeaders(shapes.output, record, headers);
    const { outputPayload } = shapes;
    if (outputPayload !== undefined) {
      body = writePayload(outputPayload, record[outputPayload.name], style, headers, dialect);
    } else if (shapes.hasOutputElements) {
      body = document(shapes.output, shapes.output.xmlName, output, style, headers);
    }
  }
  return { status: spec.status, headers, body };
}

function writeHeaders(
  shape: StructureShape,
  record: Readonly<Record<string, unknown>>,
  headers: Record<string, string>,
): void {
  const members = headerMembers(shape);
  for (const name in record) {
    const member = members.get(name);
    const value = record[name];
    if (member === undefined || value === undefined || value === null) continue;
    if (member.binding === "header") headers[member.at] = headerText(value, member);
    else for (const [rest, text] of Object.entries(value)) headers[`${member.at}${rest}`] = String(text);
  }
}

const boundToHeaders = new WeakMap<StructureShape, ReadonlyMap<string, Member>>();

/** By name: an output has a handful of the forty that there are. */
function headerMembers(shape: StructureShape): ReadonlyMap<string, Member> {
  let members = boundToHeaders.get(shape);
  if (members === undefined) {
    members = new Map(
      shape.members
        .filter(({ binding }) => binding === "header" || binding === "prefixHeaders")
        .map((member) => [member.name, member]),
    );
    boundToHeaders.set(shape, members);
  }
  return members;
}

function headerText(value: unknown, member: Member): string {
  const { shape } = member;
  switch (shape.kind) {
    case "structure":
    case "map":
      throw new TypeError(`${member.name} cannot be a header`);
    case "list":
      if (!Array.isArray(value)) throw new TypeError(`${member.name} must be an array`);
      return value.join(",");
    default:
      return writeScalar(value, shape, true);
  }
}

function writePayload(
  member: Member,
  value: unknown,
  style: XmlStyle,
  headers: Record<string, string>,
  dialect: DialectOperation | undefined,
): AwsResponse["body"] {
  if (value === undefined || value === null) return undefined;
  const { shape } = member;
  switch (shape.kind) {
    case "structure": {
      if (typeof value !== "object") throw new TypeError(`${member.name} must be an object`);
      if (dialect?.fromPayload !== undefined) {
        headers["content-type"] = style.contentType;
        return (
          style.declaration + writeXml(dialect.fromPayload(value as never), { namespace: style.namespace })
        );
      }
      const name = member.xmlName === member.name ? shape.xmlName : member.xmlName;
      return document(shape, name, value, style, headers);
    }
    case "string":
      return writeScalar(value, shape, false);
    case "blob":
    case "stream":
      headers["content-type"] ??= "application/octet-stream";
      if (typeof value === "string" || value instanceof Uint8Array || value instanceof Readable) return value;
      throw new TypeError(`${member.name} must be a Readable, a Uint8Array or a string`);
    default:
      throw new TypeError(`no payload of kind ${shape.kind}`);
  }
}

function document(
  shape: StructureShape,
  rootName: string,
  value: object,
  style: XmlStyle,
  headers: Record<string, string>,
): string {
  headers["content-type"] = style.contentType;
  const items = (value as InOrder)[IN_ORDER];
  const { attributes, content } =
    items === undefined
      ? structureWriter(shape)(value)
      : { attributes: "", content: writeInOrder(shape, value, items) };
  const open = `${rootName} xmlns="${style.namespace}"${attributes}`;
  return content === ""
    ? `${style.declaration}<${open}/>`
    : `${style.declaration}<${open}>${content}</${rootName}>`;
}
