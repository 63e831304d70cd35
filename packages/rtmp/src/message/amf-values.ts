import {
  AMF_LIMITS,
  Amf0AvmPlus,
  Amf0EcmaArray,
  type Amf0Object,
  type Amf0Value,
  Amf3Array,
  Amf3Object,
  type Amf3Value,
  AmfDate,
  AmfError,
  type AmfLimits,
  AmfXml,
  decodeAmf0,
} from "@oxbow/media/amf";
import { RtmpProtocolError } from "../rtmp-error.ts";

/** Commands are short: no client nests or lists more than this. */
export const COMMAND_AMF_LIMITS: AmfLimits = Object.freeze({ ...AMF_LIMITS, maxDepth: 32, maxValues: 4096 });

/**
 * Decodes the values of a command or data message.
 *
 * The AMF3 forms (types 17 and 15) begin with a byte 0 and go on in AMF0, which may switch to AMF3 value by value;
 * those values are given as what AMF0 would have said, so nobody above needs to know.
 *
 * @throws RtmpProtocolError
 */
export function decodeAmfValues(
  body: Uint8Array,
  isAmf3: boolean,
  limits: AmfLimits,
  streamOffset: number,
): readonly Amf0Value[] {
  try {
    const values = decodeAmf0(isAmf3 && body[0] === 0 ? body.subarray(1) : body, limits);
    return values.map((value) =>
      value instanceof Amf0AvmPlus ? toAmf0(value.value, limits.maxDepth) : value,
    );
  } catch (error) {
    if (!(error instanceof AmfError)) throw error;
    throw new RtmpProtocolError("ERR_RTMP_AMF", `${error.code}: ${error.message}`, streamOffset);
  }
}

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
