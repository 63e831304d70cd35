/**
 * How a configuration of the API and the properties of a CloudFormation resource correspond, member by member: the
 * keys are the API's names. One table serves both directions.
 */
export type Layout = Readonly<Record<string, Member>>;

/** The members of a configuration, or the properties of a resource. */
export type Members = Readonly<Record<string, unknown>>;

export type Member =
  | { readonly kind: "text" | "number" | "boolean"; readonly property?: string }
  | { readonly kind: "structure"; readonly layout: Layout }
  /** The API counts (`{ Quantity, Items }`), CloudFormation has the plain list; an empty one is left out. */
  | { readonly kind: "list"; readonly item: Item; readonly property?: string }
  /** A list with `Enabled` beside `Items`; in CloudFormation one that is there is enabled. */
  | { readonly kind: "switchedList" }
  /** `Quantity` and `Items` in both. */
  | { readonly kind: "countedList"; readonly item: Item }
  | CustomMember;

/** What no rule covers. */
export interface CustomMember {
  readonly kind: "custom";
  /** The properties it is made of. */
  readonly properties: readonly string[];
  readonly toProperties: (value: Members) => Members;
  /** `undefined` when none of its properties is there. */
  readonly fromProperties: (properties: Members) => Members | undefined;
}

/** Items are values, or structures. */
export type Item = "text" | "number" | Layout;

export const TEXT: Member = { kind: "text" };
export const NUMBER: Member = { kind: "number" };
export const BOOLEAN: Member = { kind: "boolean" };
export const SWITCHED_LIST: Member = { kind: "switchedList" };

export function structure(layout: Layout): Member {
  return { kind: "structure", layout };
}

export function list(item: Item = "text", property?: string): Member {
  return property === undefined ? { kind: "list", item } : { kind: "list", item, property };
}

export function countedList(item: Item): Member {
  return { kind: "countedList", item };
}
