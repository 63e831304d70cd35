/**
 * The only file that knows the AWS SDK's runtime schemas: turns what a client package exports into a
 * {@link ServiceModel}. Runs when the model is generated and when a test checks that it is fresh, never in the product.
 *
 * What the schemas leave out (the members of enumerations, which integer is a float, the documented order of members)
 * comes from the type declarations of the same package and from the short lists below.
 */
import { NormalizedSchema } from "@smithy/core/schema";
import type { $Schema, StaticErrorSchema, StaticOperationSchema } from "@smithy/types";
import type { MemberModel, OperationModel, ServiceModel, ShapeModel } from "../model/service-model.ts";

/** Static schema kinds (`@smithy/types`, static-schemas.d.ts). */
const OPERATION = 9;
const ERROR = -3;
/** Simple schema numbers of `@smithy/core/schema` sentinels. */
const SCALARS: Readonly<Record<number, string>> = {
  0: "string",
  1: "integer",
  2: "boolean",
  4: "timestamp",
  5: "dateTime",
  6: "httpDate",
  7: "epochSeconds",
  21: "blob",
  42: "stream",
};

/**
 * Numbers that are floats or doubles; every other number is an integer or a long. Source: botocore's service models,
 * which keep the types that the SDK's schemas drop (S3's has none).
 */
const FLOATS: ReadonlySet<string> = new Set([
  "ContinuousDeploymentSingleWeightConfig.Weight",
  "ResponseHeadersPolicyServerTimingHeadersConfig.SamplingRate",
]);

/** Interfaces of the declarations: structure -> member -> type as written. */
type Declarations = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A client package: its module, name with version, and the text of its type declarations. */
export interface ClientPackage {
  readonly source: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly declarations: string;
}

/** Takes the model out of a client package. */
export function modelOf(client: ClientPackage): ServiceModel {
  const extraction = new Extraction(client, parseDeclarations(client.declarations));
  const operations: Record<string, OperationModel> = {};
  const errors: Record<string, number> = {};
  for (const value of Object.values(client.exports)) {
    if (isOperation(value)) operations[value[2]] = extraction.operation(value);
    else if (isError(value)) errors[value[2]] = errorStatus(value);
  }
  return {
    source: client.source,
    operations: sortedByKey(operations),
    errors: sortedByKey(errors),
    shapes: sortedByKey(extraction.shapes),
  };
}

class Extraction {
  readonly shapes: Record<string, ShapeModel> = {};
  readonly #client: ClientPackage;
  readonly #declarations: Declarations;

  constructor(client: ClientPackage, declarations: Declarations) {
    this.#client = client;
    this.#declarations = declarations;
  }

  operation(schema: StaticOperationSchema): OperationModel {
    const traits = schema[3];
    const http = typeof traits === "object" ? traits.http : undefined;
    const [method, uri, status] = http ?? ["POST", "/", 200];
    const output = NormalizedSchema.of(schema[5]);
    const input = this.#shapeName(NormalizedSchema.of(schema[4]), undefined);
    return {
      method,
      uri,
      status,
      input,
      ...(output.isUnitSchema() ? {} : { output: this.#shapeName(output, undefined) }),
    };
  }

  /** @param declared - the type that the declarations give the member, for what schemas do not tell. */
  #shapeName(schema: NormalizedSchema, declared: string | undefined): string {
    if (schema.isStructSchema()) return this.#structure(schema);
    if (schema.isListSchema()) return this.#list(schema, declared);
    if (schema.isMapSchema()) {
      this.shapes.StringMap = { kind: "map" };
      return "StringMap";
    }
    const scalar = SCALARS[Number(schema.getSchema())];
    if (scalar === undefined) throw new Error(`no scalar for schema ${String(schema.getName(true))}`);
    return scalar === "string" ? this.#enumeration(declared) : scalar;
  }

  #structure(schema: NormalizedSchema): string {
    const name = nameOf(schema);
    if (this.shapes[name] !== undefined) return name;
    const declared = this.#declarations.get(name) ?? this.#declarations.get(`_${name}`);
    const members: Record<string, MemberModel> = {};
    const required = requiredOf(schema.getSchema());
    const xmlName = schema.getOwnTraits().xmlName;
    this.shapes[name] = {
      kind: "structure",
      ...(xmlName === undefined ? {} : { xmlName }),
      members,
      ...(required.length === 0 ? {} : { required }),
    };
    for (const member of inDeclaredOrder([...schema.structIterator()], declared)) {
      const [memberName, memberSchema] = member;
      members[memberName] = this.#member(memberSchema, declared?.get(memberName), `${name}.${memberName}`);
    }
    return name;
  }

  #member(schema: NormalizedSchema, declared: string | undefined, path: string): MemberModel {
    const traits = schema.getMergedTraits();
    const xmlName =
      schema.getMemberTraits().xmlName ?? (schema.isStructSchema() ? undefined : traits.xmlName);
    const shape = FLOATS.has(path) ? "float" : this.#shapeName(schema, declared);
    const named = xmlName === undefined ? {} : { xmlName };
    if (traits.httpHeader !== undefined) return { shape, in: "header", at: traits.httpHeader.toLowerCase() };
    if (traits.httpPrefixHeaders !== undefined)
      return { shape, in: "prefixHeaders", at: traits.httpPrefixHeaders };
    if (traits.httpQuery !== undefined) return { shape, in: "query", at: traits.httpQuery };
    if (traits.httpLabel) return { shape, in: "label" };
    if (traits.httpPayload) return { shape, in: "payload", ...named };
    return {
      shape,
      ...named,
      ...(traits.xmlAttribute ? { in: "attribute" as const } : {}),
      ...(traits.xmlFlattened ? { flat: true as const } : {}),
      ...(traits.xmlNamespace === undefined ? {} : { namespace: traits.xmlNamespace }),
    };
  }

  #list(schema: NormalizedSchema, declared: string | undefined): string {
    const element = declared?.replace(/\[\]$/, "");
    const value = schema.getValueSchema();
    const xmlName = value.getMergedTraits().xmlName;
    const shape = this.#shapeName(value, element);
    const listName = typeof schema.getSchema() === "number" ? "List" : nameOf(schema);
    // One list shape may hold different enumerations in different structures.
    const name = `${listName}<${shape}>`;
    this.shapes[name] = { kind: "list", member: { shape, ...(xmlName === undefined ? {} : { xmlName }) } };
    return name;
  }

  #enumeration(declared: string | undefined): string {
    if (declared === undefined || declared === "string") return "string";
    const values = this.#client.exports[declared];
    if (typeof values !== "object" || values === null || Array.isArray(values)) return "string";
    const name = `${declared}!`;
    this.shapes[name] = { kind: "enumeration", values: Object.values(values).map(String) };
    return name;
  }
}

function nameOf(schema: NormalizedSchema): string {
  const name = schema.getName();
  if (name === undefined) throw new Error("a schema has no name");
  return name;
}

/** The first members of a static structure are the required ones; their count is its seventh element. */
function requiredOf(schema: $Schema): readonly string[] {
  if (!Array.isArray(schema)) return [];
  const [, , , , names, , count] = schema;
  return Array.isArray(names) && typeof count === "number" ? names.slice(0, count).map(String) : [];
}

function inDeclaredOrder<Member extends readonly [string, unknown]>(
  members: readonly Member[],
  declared: ReadonlyMap<string, string> | undefined,
): readonly Member[] {
  if (declared === undefined) return members;
  const position = new Map([...declared.keys()].map((name, index) => [name, index]));
  const rank = ([name]: Member) => position.get(name) ?? members.length;
  return members.toSorted((a, b) => rank(a) - rank(b));
}

/** Reads `export interface Name { Member?: Type | undefined; … }`. */
function parseDeclarations(text: string): Declarations {
  const interfaces = new Map<string, Map<string, string>>();
  for (const [, name, body] of text.matchAll(/export interface (\w+)[^{]*\{\n(.*?)\n\}/gs)) {
    const members = new Map<string, string>();
    for (const [, member, type] of (body ?? "").matchAll(/^ +(\w+)\??: ([^;]*?)(?: \| undefined)?;$/gm)) {
      if (member !== undefined && type !== undefined) members.set(member, type);
    }
    if (name !== undefined) interfaces.set(name, members);
  }
  return interfaces;
}

function isOperation(value: unknown): value is StaticOperationSchema {
  return Array.isArray(value) && value[0] === OPERATION && value.length === 6;
}

function isError(value: unknown): value is StaticErrorSchema {
  // The clients also export their base exception, which no service answers.
  return Array.isArray(value) && value[0] === ERROR && !String(value[2]).endsWith("ServiceException");
}

function errorStatus(schema: StaticErrorSchema): number {
  const traits = schema[3];
  if (typeof traits !== "object") return 400;
  const status = "httpError" in traits ? Number(traits.httpError) : Number.NaN;
  return Number.isNaN(status) ? (traits.error === "server" ? 500 : 400) : status;
}

function sortedByKey<Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
