import type { AmfDate, AmfXml } from "./amf-values.ts";

/**
 * Everything AMF3 can say. Integers and doubles are both numbers: an integer of 29 bits travels as one.
 * References become the very object they refer to.
 *
 * Source: Action Message Format AMF 3 (Adobe, January 2013).
 */
export type Amf3Value =
  | number
  | boolean
  | string
  | null
  | undefined
  | Amf3Members
  | readonly Amf3Value[]
  | Uint8Array
  | Amf3Array
  | Amf3Object
  | Amf3Externalizable
  | Amf3Vector
  | Amf3Dictionary
  | AmfDate
  | AmfXml;

/** An anonymous dynamic object. A decoded one has no prototype. */
export interface Amf3Members {
  readonly [name: string]: Amf3Value;
}

/** An array that has named members as well; without any it is a plain array. */
export class Amf3Array {
  readonly members: Amf3Members;
  readonly items: readonly Amf3Value[];

  constructor(members: Amf3Members, items: readonly Amf3Value[]) {
    this.members = members;
    this.items = items;
  }
}

/** An object with a class name or sealed members; an anonymous dynamic one is a plain object. */
export class Amf3Object {
  /** Empty for an anonymous class. */
  readonly className: string;
  /** Members the class declares. */
  readonly sealed: Amf3Members;
  /** Members added at run time; `undefined` when the class does not allow any. */
  readonly dynamic: Amf3Members | undefined;

  constructor(className: string, sealed: Amf3Members, dynamic: Amf3Members | undefined) {
    this.className = className;
    this.sealed = sealed;
    this.dynamic = dynamic;
  }
}

/** An object that encodes itself, of one of the Flex classes whose encoding is one AMF3 value. */
export class Amf3Externalizable {
  readonly className: string;
  readonly value: Amf3Value;

  constructor(className: string, value: Amf3Value) {
    this.className = className;
    this.value = value;
  }
}

/** `Vector.<int>`, `Vector.<uint>`, `Vector.<Number>` or `Vector.<SomeClass>`. */
export type Amf3Vector = Amf3NumberVector | Amf3ObjectVector;

export class Amf3NumberVector {
  readonly itemKind: "int" | "uint" | "double";
  readonly isFixed: boolean;
  readonly items: readonly number[];

  constructor(itemKind: "int" | "uint" | "double", isFixed: boolean, items: readonly number[]) {
    this.itemKind = itemKind;
    this.isFixed = isFixed;
    this.items = items;
  }
}

export class Amf3ObjectVector {
  /** `*` for any. */
  readonly className: string;
  readonly isFixed: boolean;
  readonly items: readonly Amf3Value[];

  constructor(className: string, isFixed: boolean, items: readonly Amf3Value[]) {
    this.className = className;
    this.isFixed = isFixed;
    this.items = items;
  }
}

/** Keys of any type. */
export class Amf3Dictionary {
  readonly hasWeakKeys: boolean;
  readonly entries: readonly (readonly [key: Amf3Value, value: Amf3Value])[];

  constructor(hasWeakKeys: boolean, entries: readonly (readonly [Amf3Value, Amf3Value])[]) {
    this.hasWeakKeys = hasWeakKeys;
    this.entries = entries;
  }
}

/** Type markers (AMF3 §3.1). */
export const AMF3_MARKER = {
  undefined: 0x00,
  null: 0x01,
  false: 0x02,
  true: 0x03,
  integer: 0x04,
  double: 0x05,
  string: 0x06,
  xmlDocument: 0x07,
  date: 0x08,
  array: 0x09,
  object: 0x0a,
  xml: 0x0b,
  byteArray: 0x0c,
  vectorInt: 0x0d,
  vectorUint: 0x0e,
  vectorDouble: 0x0f,
  vectorObject: 0x10,
  dictionary: 0x11,
} as const;

/** Externalizable Flex classes that write exactly one value: the list or object they wrap. */
export const ONE_VALUE_CLASSES: ReadonlySet<string> = new Set([
  "flex.messaging.io.ArrayCollection",
  "flex.messaging.io.ArrayList",
  "flex.messaging.io.ObjectProxy",
]);
