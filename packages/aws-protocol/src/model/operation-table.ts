/**
 * The operations of a service as routing and parsing need them: templates taken apart once, shapes resolved when an
 * operation is first used, so that start-up pays for a JSON.parse only.
 */
import { CLOUDFRONT_MODEL_JSON } from "./cloudfront-model.generated.ts";
import { S3_MODEL_JSON } from "./s3-model.generated.ts";
import type { OperationModel, ServiceModel } from "./service-model.ts";
import { type Member, ShapeTable, type StructureShape } from "./shape.ts";

/** One operation of the model. */
export interface OperationSpec {
  readonly name: string;
  readonly method: string;
  /** Path segments of the template; `{Id}` stands for a label, `{Key+}` for the rest. */
  readonly segments: readonly string[];
  /** Query parameters that select the operation; an empty value matches any. `x-id` is not among them. */
  readonly literalQuery: readonly (readonly [name: string, value: string])[];
  /** Query parameters and headers that the input requires. */
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
  /** Status of success. */
  readonly status: number;
  readonly shapes: () => OperationShapes;
}

/** Input and output of an operation, sorted by where members are bound. */
interface OperationShapes {
  readonly input: StructureShape;
  /** Input members outside the body, by where they are. */
  readonly bound: BoundMembers;
  /** The input member that is the body, if one is. */
  readonly inputPayload: Member | undefined;
  /** True when the body is made of the input's own members (CreateFunction). */
  readonly hasInputElements: boolean;
  readonly output: StructureShape | undefined;
  readonly outputPayload: Member | undefined;
  readonly hasOutputElements: boolean;
}

/** Members outside the body. An upload has fifty, a request brings five: so headers lead to members, not the reverse. */
export interface BoundMembers {
  readonly labels: readonly Member[];
  readonly query: readonly Member[];
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, Member>;
  readonly prefixHeaders: readonly Member[];
}

/** Every operation of a service, by name. */
export type OperationTable = ReadonlyMap<string, OperationSpec>;

/** Services whose operations the SDK's schemas describe. */
export type ModelledService = "s3" | "cloudfront";

const MODEL_TEXT: Readonly<Record<ModelledService, string>> = {
  s3: S3_MODEL_JSON,
  cloudfront: CLOUDFRONT_MODEL_JSON,
};
const models = new Map<ModelledService, ServiceModel>();
const tables = new Map<ModelledService, OperationTable>();

/** HTTP status of a modelled error; `undefined` for codes that the model does not list. */
export function errorStatus(service: ModelledService, code: string): number | undefined {
  return modelOf(service).errors[code];
}

/** The operations of a service; built at the first call. */
export function operationTable(service: ModelledService): OperationTable {
  let table = tables.get(service);
  if (table === undefined) {
    const model = modelOf(service);
    const shapes = new ShapeTable(model);
    table = new Map(
      Object.entries(model.operations).map(([name, operation]) => [
        name,
        specOf(name, operation, model, shapes),
      ]),
    );
    tables.set(service, table);
  }
  return table;
}

function modelOf(service: ModelledService): ServiceModel {
  let model = models.get(service);
  if (model === undefined) {
    model = JSON.parse(MODEL_TEXT[service]) as ServiceModel;
    models.set(service, model);
  }
  return model;
}

function specOf(
  name: string,
  operation: OperationModel,
  model: ServiceModel,
  shapes: ShapeTable,
): OperationSpec {
  const [path = "", query = ""] = operation.uri.split("?", 2);
  const bound = { query: [] as string[], header: [] as string[] };
  const input = model.shapes[operation.input];
  if (input?.kind === "structure") {
    for (const memberName of input.required ?? []) {
      const member = input.members[memberName];
      if (member?.in === "query" || member?.in === "header") bound[member.in].push(member.at ?? "");
    }
  }
  let resolved: OperationShapes | undefined;
  return {
    name,
    method: operation.method,
    segments: path.split("/").slice(1),
    literalQuery: query
      .split("&")
      .filter((pair) => pair !== "" && !pair.startsWith("x-id="))
      .map((pair) => {
        const [key = "", value = ""] = pair.split("=", 2);
        return [key, value];
      }),
    requiredQuery: bound.query,
    requiredHeaders: bound.header,
    status: operation.status,
    shapes: () => {
      resolved ??= shapesOf(operation, shapes);
      return resolved;
    },
  };
}

function shapesOf(operation: OperationModel, shapes: ShapeTable): OperationShapes {
  const input = shapes.structure(operation.input);
  const output = operation.output === undefined ? undefined : shapes.structure(operation.output);
  return {
    input,
    bound: {
      labels: input.members.filter(({ binding }) => binding === "label"),
      query: input.members.filter(({ binding }) => binding === "query"),
      headers: new Map(
        input.members.filter(({ binding }) => binding === "header").map((member) => [member.at, member]),
      ),
      prefixHeaders: input.members.filter(({ binding }) => binding === "prefixHeaders"),
    },
    inputPayload: input.members.find(({ binding }) => binding === "payload"),
    hasInputElements: input.elements.size > 0,
    output,
    outputPayload: output?.members.find(({ binding }) => binding === "payload"),
    hasOutputElements: output !== undefined && output.elements.size > 0,
  };
}
