import type { MemberModel, ScalarKind, ServiceModel } from "./service-model.ts";

/** A shape of the model with its parts resolved: what parsing and serialising walk. */
export type Shape = StructureShape | ListShape | ScalarShape | EnumerationShape | MapShape;

export interface StructureShape {
  readonly kind: "structure";
  readonly name: string;
  /** Element name when the structure is the root of a body. */
  readonly xmlName: string;
  /** All members, in the order the service writes them. */
  readonly members: readonly Member[];
  /** Members that are child elements, by element name. */
  readonly elements: ReadonlyMap<string, Member>;
}

export interface ListShape {
  readonly kind: "list";
  readonly member: Member;
}

export interface ScalarShape {
  readonly kind: ScalarKind;
}

export interface EnumerationShape {
  readonly kind: "enumeration";
  readonly values: readonly string[];
}

/** String to string, from prefix headers. */
interface MapShape {
  readonly kind: "map";
}

export interface Member {
  readonly name: string;
  readonly xmlName: string;
  readonly shape: Shape;
  readonly isRequired: boolean;
  /** `element` or `attribute` of the body, `payload` (the body itself), or outside the body. */
  readonly binding: "element" | NonNullable<MemberModel["in"]>;
  /** Name of the header, its prefix, or of the query parameter; empty for other bindings. */
  readonly at: string;
  /** Its list elements stand directly in the structure. */
  readonly isFlat: boolean;
  readonly namespace: readonly [prefix: string, uri: string] | undefined;
}

const SCALAR_SHAPES: ReadonlyMap<string, ScalarShape> = new Map(
  (
    [
      "string",
      "integer",
      "float",
      "boolean",
      "blob",
      "stream",
      "timestamp",
      "dateTime",
      "httpDate",
      "epochSeconds",
    ] as const
  ).map((kind) => [kind, { kind }]),
);

/** Resolves shapes of one model by name, each once and only when somebody asks for it. */
export class ShapeTable {
  readonly #model: ServiceModel;
  readonly #shapes = new Map<string, Shape>();

  constructor(model: ServiceModel) {
    this.#model = model;
  }

  /** The structure of that name; throws when the model has none. */
  structure(name: string): StructureShape {
    const shape = this.#shape(name);
    if (shape.kind !== "structure") throw new TypeError(`${name} is not a structure`);
    return shape;
  }

  #shape(name: string): Shape {
    const known = SCALAR_SHAPES.get(name) ?? this.#shapes.get(name);
    if (known !== undefined) return known;
    const model = this.#model.shapes[name];
    if (model === undefined) throw new TypeError(`${this.#model.source} has no shape ${name}`);
    switch (model.kind) {
      case "structure": {
        const members: Member[] = [];
        const elements = new Map<string, Member>();
        // Registered before its members are resolved: a structure may contain itself.
        const shape: StructureShape = {
          kind: "structure",
          name,
          xmlName: model.xmlName ?? name,
          members,
          elements,
        };
        this.#shapes.set(name, shape);
        const required = new Set(model.required);
        for (const [memberName, memberModel] of Object.entries(model.members)) {
          const member = this.#member(memberName, memberModel, required.has(memberName));
          members.push(member);
          if (member.binding === "element") elements.set(member.xmlName, member);
        }
        return shape;
      }
      case "list": {
        const shape: ListShape = { kind: "list", member: this.#member("member", model.member, false) };
        this.#shapes.set(name, shape);
        return shape;
      }
      default:
        this.#shapes.set(name, model);
        return model;
    }
  }

  #member(name: string, model: MemberModel, isRequired: boolean): Member {
    const shape = this.#shape(model.shape);
    // A flat list has no element of its own: its items carry the member's name.
    return {
      name,
      xmlName: model.xmlName ?? name,
      shape,
      isRequired,
      binding: model.in ?? "element",
      at: model.at ?? "",
      isFlat: model.flat ?? false,
      namespace: model.namespace,
    };
  }
}
