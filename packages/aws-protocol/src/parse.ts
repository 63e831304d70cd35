/**
 * Request -> typed input: labels, headers, query parameters and body go where the model binds them.
 *
 * Lexical faults of headers and query parameters are violations like those of the body, except dates: HTTP says that
 * an invalid date in a conditional header is ignored, and so does S3.
 */
import type { DialectOperation } from "./dialect.ts";
import type { AwsRequest } from "./http.ts";
import type { BoundMembers, OperationSpec } from "./model/operation-table.ts";
import type { ListShape, Member, Shape } from "./model/shape.ts";
import { parseStructure } from "./parse-xml.ts";
import type { QueryString } from "./query-string.ts";
import { NOT_A_VALUE, readScalar } from "./scalar.ts";
import type { Violation } from "./violation.ts";
import { readXml, type XmlLimits, XmlSyntaxError } from "./xml-reader.ts";
import type { XmlElement } from "./xml-tree.ts";

/** What an operation's input is made of. */
export interface ParseRequest {
  readonly spec: OperationSpec;
  readonly request: AwsRequest;
  readonly query: QueryString;
  readonly labels: Readonly<Record<string, string>>;
  /** The whole body, when it was read; `undefined` when the request has none or it is streamed. */
  readonly payload: Uint8Array | undefined;
  /** Value of a streaming body member. */
  readonly stream: unknown;
  readonly limits: XmlLimits;
  readonly acceptsNamespace: (namespace: string) => boolean;
  readonly dialect: DialectOperation | undefined;
}

/** An input that may not be complete, and what is wrong with it so far. */
export interface ParsedInput {
  readonly input: Record<string, unknown>;
  readonly violations: Violation[];
}

/** Parses the input of an operation. Throws only what a dialect throws. */
export function parseInput(from: ParseRequest): ParsedInput {
  const shapes = from.spec.shapes();
  const input: Record<string, unknown> = {};
  const violations: Violation[] = [];
  readBound(shapes.bound, from, input, violations);
  const { inputPayload } = shapes;
  if (inputPayload !== undefined) {
    const value = readPayload(inputPayload, from, violations);
    if (value !== undefined) input[inputPayload.name] = value;
  } else if (shapes.hasInputElements && hasBody(from.payload)) {
    const root = readRoot(from, violations);
    if (root?.name === shapes.input.xmlName)
      Object.assign(input, parseStructure(root, shapes.input, [], violations));
    else if (root !== undefined) {
      violations.push({ kind: "root", where: "body", path: [shapes.input.xmlName], wireName: root.name });
    }
  }
  return { input, violations };
}

function readPayload(member: Member, from: ParseRequest, violations: Violation[]): unknown {
  const { shape } = member;
  switch (shape.kind) {
    case "stream":
      return from.stream;
    case "blob":
      return from.payload ?? new Uint8Array();
    case "string":
      return new TextDecoder().decode(from.payload);
    case "structure": {
      if (!hasBody(from.payload)) return undefined;
      const asSent = readRoot(from, violations);
      if (asSent === undefined) return undefined;
      const root = from.dialect?.complete?.(asSent) ?? asSent;
      if (from.dialect?.toPayload !== undefined) return from.dialect.toPayload(root);
      const expected = member.xmlName === member.name ? [member.name, shape.xmlName] : [member.xmlName];
      if (!expected.includes(root.name)) {
        violations.push({ kind: "root", where: "body", path: [member.name], wireName: root.name });
        return undefined;
      }
      return parseStructure(root, shape, [member.name], violations);
    }
    default:
      throw new TypeError(`no payload of kind ${shape.kind}`);
  }
}

function readRoot(from: ParseRequest, violations: Violation[]): XmlElement | undefined {
  const violate = (kind: "syntax" | "root", wireName: string, detail: string) => {
    violations.push({ kind, where: "body", path: [], wireName, detail });
  };
  try {
    const root = readXml(from.payload ?? new Uint8Array(), from.limits);
    if (root.namespace === undefined || from.acceptsNamespace(root.namespace)) return root;
    violate("root", root.name, `namespace ${root.namespace}`);
  } catch (error) {
    if (!(error instanceof XmlSyntaxError)) throw error;
    violate("syntax", "", error.message);
  }
  return undefined;
}

function readBound(
  { labels, query, headers, prefixHeaders }: BoundMembers,
  from: ParseRequest,
  input: Record<string, unknown>,
  violations: Violation[],
): void {
  for (const { name } of labels) {
    const value = from.labels[name];
    if (value !== undefined) input[name] = value;
  }
  if (from.query.pairs.length > 0) {
    for (const member of query) {
      const value = readParameter(member, from.query, violations);
      if (value !== undefined) input[member.name] = value;
    }
  }
  for (const header in from.request.headers) {
    const member = headers.get(header);
    if (member === undefined) continue;
    const value = readText(from.request.headers[header], member, "header", violations);
    if (value !== undefined) input[member.name] = value;
  }
  for (const member of prefixHeaders) {
    const value = withPrefix(member.at, from.request.headers);
    if (value !== undefined) input[member.name] = value;
  }
}

function readParameter(member: Member, { pairs }: QueryString, violations: Violation[]): unknown {
  const values = pairs.filter(([name]) => name === member.at).map(([, value]) => value);
  if (member.shape.kind !== "list") return readText(values[0], member, "query", violations);
  return values.length === 0 ? undefined : values;
}

function readText(
  text: string | undefined,
  member: Member,
  where: "header" | "query",
  violations: Violation[],
): unknown {
  if (text === undefined) return undefined;
  const { shape } = member;
  if (shape.kind === "list") return commaSeparated(text, shape);
  if (!isScalar(shape)) throw new TypeError(`${member.name} cannot be bound to a ${where}`);
  const value = readScalar(text, shape, where === "header");
  if (value !== NOT_A_VALUE) return value;
  if (where === "header" && (shape.kind === "timestamp" || shape.kind === "httpDate")) return undefined;
  violations.push({ kind: "lexical", where, path: [member.name], wireName: member.at, value: text });
  return text;
}

function commaSeparated(text: string, _shape: ListShape): readonly string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function withPrefix(
  prefix: string,
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | undefined {
  let found: Record<string, string> | undefined;
  for (const name in headers) {
    if (name.startsWith(prefix)) {
      found ??= {};
      found[name.slice(prefix.length)] = headers[name] ?? "";
    }
  }
  return found;
}

function isScalar(shape: Shape): shape is Exclude<Shape, { kind: "structure" | "list" | "map" }> {
  return shape.kind !== "structure" && shape.kind !== "list" && shape.kind !== "map";
}

function hasBody(payload: Uint8Array | undefined): boolean {
  return payload !== undefined && payload.byteLength > 0;
}
