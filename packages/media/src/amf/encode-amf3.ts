import { ByteWriter } from "../bytes/byte-writer.ts";
import { AmfError } from "./amf-error.ts";
import { AMF_LIMITS, AmfBudget, type AmfLimits, asAmfError } from "./amf-limits.ts";
import { AmfDate, AmfXml } from "./amf-values.ts";
import {
  AMF3_MARKER,
  Amf3Array,
  Amf3Dictionary,
  Amf3Externalizable,
  type Amf3Members,
  Amf3NumberVector,
  Amf3Object,
  Amf3ObjectVector,
  type Amf3Value,
} from "./amf3.ts";

const UTF8 = new TextEncoder();
const MIN_INTEGER = -(2 ** 28);
const MAX_INTEGER = 2 ** 28 - 1;
const VECTOR_MARKER = {
  int: AMF3_MARKER.vectorInt,
  uint: AMF3_MARKER.vectorUint,
  double: AMF3_MARKER.vectorDouble,
} as const;
/** `U29O-traits` without sealed members: here it is, traits inline, dynamic. */
const ANONYMOUS_TRAITS = 0b1011;
const EXTERNALIZABLE_TRAITS = 0b0111;

/**
 * Encodes values one after another with one set of string and object references.
 *
 * @throws AmfError `ERR_AMF_LIMIT` for a value that is too deep or too large.
 */
export function encodeAmf3(
  values: readonly Amf3Value[],
  limits: AmfLimits = AMF_LIMITS,
): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter(limits.maxByteLength);
  const encoder = new Amf3Encoder(writer, new AmfBudget(limits));
  try {
    for (const value of values) encoder.encode(value);
  } catch (error) {
    throw asAmfError(error, "encode");
  }
  return writer.toBytes();
}

/** Appends one value with fresh reference tables, as Flash Player does at every switch: an `AvmPlusWriter`. */
export function writeAmf3(writer: ByteWriter, value: Amf3Value, budget: AmfBudget): void {
  new Amf3Encoder(writer, budget).encode(value);
}

class Amf3Encoder {
  readonly #writer: ByteWriter;
  readonly #budget: AmfBudget;
  readonly #strings = new Map<string, number>();
  readonly #objects = new Map<object, number>();

  constructor(writer: ByteWriter, budget: AmfBudget) {
    this.#writer = writer;
    this.#budget = budget;
  }

  encode(value: Amf3Value): void {
    this.#budget.enter();
    this.#encode(value);
    this.#budget.leave();
  }

  #encode(value: Amf3Value): void {
    const writer = this.#writer;
    switch (typeof value) {
      case "undefined":
        writer.writeUint8(AMF3_MARKER.undefined);
        return;
      case "boolean":
        writer.writeUint8(value ? AMF3_MARKER.true : AMF3_MARKER.false);
        return;
      case "number":
        this.#encodeNumber(value);
        return;
      case "string":
        writer.writeUint8(AMF3_MARKER.string);
        this.#writeString(value);
        return;
      default:
        if (value === null) writer.writeUint8(AMF3_MARKER.null);
        else this.#encodeObject(value);
    }
  }

  #encodeNumber(value: number): void {
    const isInteger = Number.isInteger(value) && value >= MIN_INTEGER && value <= MAX_INTEGER;
    if (isInteger && !Object.is(value, -0)) {
      this.#writer.writeUint8(AMF3_MARKER.integer);
      this.#writeU29(value & 0x1fffffff);
    } else {
      this.#writer.writeUint8(AMF3_MARKER.double);
      this.#writer.writeFloat64(value);
    }
  }

  #encodeObject(value: Exclude<Amf3Value, number | boolean | string | null | undefined>): void {
    const writer = this.#writer;
    if (value instanceof AmfDate) {
      if (this.#begin(AMF3_MARKER.date, value, 0)) writer.writeFloat64(value.epochMs);
    } else if (value instanceof AmfXml) {
      const bytes = UTF8.encode(value.text);
      const marker = value.isLegacy ? AMF3_MARKER.xmlDocument : AMF3_MARKER.xml;
      if (this.#begin(marker, value, bytes.length)) writer.writeBytes(bytes);
    } else if (value instanceof Uint8Array) {
      if (this.#begin(AMF3_MARKER.byteArray, value, value.length)) writer.writeBytes(value);
    } else if (value instanceof Amf3NumberVector) {
      this.#encodeNumbers(value);
    } else if (value instanceof Amf3ObjectVector) {
      if (!this.#begin(AMF3_MARKER.vectorObject, value, value.items.length)) return;
      writer.writeUint8(value.isFixed ? 1 : 0);
      this.#writeString(value.className);
      for (const item of value.items) this.encode(item);
    } else if (value instanceof Amf3Dictionary) {
      if (!this.#begin(AMF3_MARKER.dictionary, value, value.entries.length)) return;
      writer.writeUint8(value.hasWeakKeys ? 1 : 0);
      for (const [key, item] of value.entries) {
        this.encode(key);
        this.encode(item);
      }
    } else if (value instanceof Amf3Array) {
      this.#encodeArray(value, value.members, value.items);
    } else if (isArray(value)) {
      this.#encodeArray(value, {}, value);
    } else {
      this.#encodeInstance(value);
    }
  }

  #encodeArray(identity: object, members: Amf3Members, items: readonly Amf3Value[]): void {
    if (!this.#begin(AMF3_MARKER.array, identity, items.length)) return;
    this.#writeMembers(members);
    for (const item of items) this.encode(item);
  }

  #encodeNumbers(vector: Amf3NumberVector): void {
    const writer = this.#writer;
    if (!this.#begin(VECTOR_MARKER[vector.itemKind], vector, vector.items.length)) return;
    writer.writeUint8(vector.isFixed ? 1 : 0);
    for (const item of vector.items) {
      if (vector.itemKind === "double") writer.writeFloat64(item);
      else writer.writeUint32(item);
    }
  }

  #encodeInstance(value: Amf3Members | Amf3Object | Amf3Externalizable): void {
    const writer = this.#writer;
    writer.writeUint8(AMF3_MARKER.object);
    if (this.#writeReference(value)) return;
    if (value instanceof Amf3Externalizable) {
      this.#writeU29(EXTERNALIZABLE_TRAITS);
      this.#writeString(value.className);
      this.encode(value.value);
    } else if (value instanceof Amf3Object) {
      const names = Object.keys(value.sealed);
      this.#writeU29((names.length << 4) | (value.dynamic === undefined ? 0b0011 : 0b1011));
      this.#writeString(value.className);
      for (const name of names) this.#writeString(name);
      for (const name of names) this.encode(value.sealed[name]);
      if (value.dynamic !== undefined) this.#writeMembers(value.dynamic);
    } else {
      this.#writeU29(ANONYMOUS_TRAITS);
      this.#writeString("");
      this.#writeMembers(value);
    }
  }

  /** Members that have no name cannot be sent: the empty name ends the list. */
  #writeMembers(members: Amf3Members): void {
    for (const [name, value] of Object.entries(members)) {
      if (name === "") continue;
      this.#writeString(name);
      this.encode(value);
    }
    this.#writeString("");
  }

  /** Writes marker and header; `false` when the object was written before and a reference was enough. */
  #begin(marker: number, value: object, length: number): boolean {
    this.#writer.writeUint8(marker);
    if (this.#writeReference(value)) return false;
    this.#writeU29(length * 2 + 1);
    return true;
  }

  #writeReference(value: object): boolean {
    const index = this.#objects.get(value);
    if (index !== undefined) {
      this.#writeU29(index * 2);
      return true;
    }
    this.#objects.set(value, this.#objects.size);
    return false;
  }

  #writeString(text: string): void {
    const index = text === "" ? undefined : this.#strings.get(text);
    if (index !== undefined) {
      this.#writeU29(index * 2);
      return;
    }
    if (text !== "") this.#strings.set(text, this.#strings.size);
    const bytes = UTF8.encode(text);
    this.#writeU29(bytes.length * 2 + 1);
    this.#writer.writeBytes(bytes);
  }

  #writeU29(value: number): void {
    const writer = this.#writer;
    if (value >= 2 ** 29) throw new AmfError("ERR_AMF_LIMIT", `${value} does not fit 29 bits`);
    if (value >= 2 ** 21) {
      writer.writeUint8((value >>> 22) | 0x80);
      writer.writeUint8((value >>> 15) | 0x80);
      writer.writeUint8((value >>> 8) | 0x80);
      writer.writeUint8(value);
      return;
    }
    if (value >= 2 ** 14) writer.writeUint8((value >>> 14) | 0x80);
    if (value >= 2 ** 7) writer.writeUint8((value >>> 7) | 0x80);
    writer.writeUint8(value & 0x7f);
  }
}

/** `Array.isArray` does not narrow a readonly array out of a union. */
function isArray(value: unknown): value is readonly Amf3Value[] {
  return Array.isArray(value);
}
