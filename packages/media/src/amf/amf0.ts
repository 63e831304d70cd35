import type { AmfDate, AmfXml } from "./amf-values.ts";
import type { Amf3Value } from "./amf3.ts";

/**
 * Everything AMF0 can say. What JavaScript has a value for is that value; strings of any length are strings
 * (past 65,535 bytes they travel as long strings). References become the very object they refer to, so a
 * decoded value may contain itself.
 *
 * Source: Action Message Format AMF 0 (Adobe 2007).
 */
export type Amf0Value =
  | number
  | boolean
  | string
  | null
  | undefined
  | Amf0Object
  | readonly Amf0Value[]
  | Amf0EcmaArray
  | Amf0TypedObject
  | Amf0Unsupported
  | Amf0AvmPlus
  | AmfDate
  | AmfXml;

/** An anonymous object. A decoded one has no prototype, so `__proto__` is a name like any other. */
export interface Amf0Object {
  readonly [name: string]: Amf0Value;
}

/** An associative array: an object in all but name. onMetaData is one. */
export class Amf0EcmaArray {
  readonly properties: Amf0Object;

  constructor(properties: Amf0Object) {
    this.properties = properties;
  }
}

/** An object of a registered class. */
export class Amf0TypedObject {
  readonly className: string;
  readonly properties: Amf0Object;

  constructor(className: string, properties: Amf0Object) {
    this.className = className;
    this.properties = properties;
  }
}

/** What a sender puts in place of a value it cannot serialise. */
export class Amf0Unsupported {
  readonly isUnsupported = true;
}

/** A value that was switched to AMF3 (marker 0x11), as Flash Player 9 does when `objectEncoding` is 3. */
export class Amf0AvmPlus {
  readonly value: Amf3Value;

  constructor(value: Amf3Value) {
    this.value = value;
  }
}

/** The members of an object, whether anonymous, typed or an ECMA array; `undefined` for anything else. */
export function amf0Properties(value: Amf0Value): Amf0Object | undefined {
  if (value instanceof Amf0EcmaArray || value instanceof Amf0TypedObject) return value.properties;
  return isAmf0Object(value) ? value : undefined;
}

/** True for an anonymous object. */
export function isAmf0Object(value: Amf0Value): value is Amf0Object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Type markers (AMF0 §2.1). 0x04 (movie clip) and 0x0E (record set) are reserved and never valid. */
export const AMF0_MARKER = {
  number: 0x00,
  boolean: 0x01,
  string: 0x02,
  object: 0x03,
  null: 0x05,
  undefined: 0x06,
  reference: 0x07,
  ecmaArray: 0x08,
  objectEnd: 0x09,
  strictArray: 0x0a,
  date: 0x0b,
  longString: 0x0c,
  unsupported: 0x0d,
  xmlDocument: 0x0f,
  typedObject: 0x10,
  avmPlus: 0x11,
} as const;
