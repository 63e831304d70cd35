import {
  Amf0EcmaArray,
  type Amf0Object,
  type Amf0Value,
  Amf3Array,
  Amf3Object,
  type Amf3Value,
  AmfDate,
  AmfXml,
  type AvmPlusReader,
  readAmf3,
} from "@oxbow/media/amf";

/** Understanding of values that switch to AMF3; a program that does not import {@link AMF3_SUPPORT} does not carry it. */
export interface Amf3Support {
  readonly read: AvmPlusReader;
  /** What AMF0 would have said. */
  readonly toAmf0: (value: Amf3Value, maxDepth: number) => Amf0Value;
}

/** All of AMF3. */
export const AMF3_SUPPORT: Amf3Support = Object.freeze({ read: readAmf3, toAmf0 });

/** What AMF0 has no word for (byte arrays, vectors, dictionaries) becomes undefined. */
function toAmf0(value: Amf3Value, depthLeft: number): Amf0Value {
  if (typeof value !== "object" || value === null) return value;
  // AMF3 values may contain themselves.
  if (depthLeft === 0) return undefined;
  if (value instanceof AmfDate || value instanceof AmfXml) return value;
  if (Array.isArray(value)) return value.map((item: Amf3Value) => toAmf0(item, depthLeft - 1));
  if (value instanceof Amf3Object) return membersToAmf0({ ...value.sealed, ...value.dynamic }, depthLeft);
  if (value instanceof Amf3Array) {
    return new Amf0EcmaArray(
      membersToAmf0({ ...value.members, ...Object.fromEntries(value.items.entries()) }, depthLeft),
    );
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return undefined;
  return membersToAmf0(value as Readonly<Record<string, Amf3Value>>, depthLeft);
}

function membersToAmf0(members: Readonly<Record<string, Amf3Value>>, depthLeft: number): Amf0Object {
  const entries = Object.entries(members).map(
    ([name, value]) => [name, toAmf0(value, depthLeft - 1)] as const,
  );
  return Object.fromEntries(entries);
}
