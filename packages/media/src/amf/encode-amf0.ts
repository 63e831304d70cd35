import { ByteWriter } from "../bytes/byte-writer.ts";
import { AmfError } from "./amf-error.ts";
import { AMF_LIMITS, AmfBudget, type AmfLimits, asAmfError } from "./amf-limits.ts";
import { AmfDate, AmfXml } from "./amf-values.ts";
import {
  AMF0_MARKER,
  Amf0AvmPlus,
  Amf0EcmaArray,
  type Amf0Object,
  Amf0TypedObject,
  Amf0Unsupported,
  type Amf0Value,
} from "./amf0.ts";
import type { AvmPlusWriter } from "./avm-plus.ts";

const UTF8 = new TextEncoder();
const MAX_SHORT_STRING_BYTES = 0xffff;
/** Characters of UTF-16 that are short in whatever bytes: none takes more than three. */
const SURELY_SHORT = 21_845;

export interface EncodeAmf0Options {
  /**
   * Write an object met a second time as a reference to the first (AMF0 §2.9). Off by default: librtmp and ffmpeg
   * do not read references. Needed for a value that contains itself.
   */
  readonly references?: boolean;
  readonly limits?: AmfLimits;
  /** `writeAmf3`, where values may switch to AMF3. Without it an {@link Amf0AvmPlus} is an error. */
  readonly writeAvmPlus?: AvmPlusWriter;
}

/**
 * Encodes values one after another: the body of a command or data message, or of an FLV script tag.
 *
 * @throws AmfError `ERR_AMF_LIMIT` for a value that is too deep, too large, or contains itself.
 *   `ERR_AMF_MARKER` for one that switches to AMF3 without `writeAvmPlus`.
 */
export function encodeAmf0(
  values: readonly Amf0Value[],
  options: EncodeAmf0Options = {},
): Uint8Array<ArrayBuffer> {
  const encoder = new Amf0Encoder(options);
  try {
    for (const value of values) encoder.encode(value);
  } catch (error) {
    throw asAmfError(error, "encode");
  }
  return encoder.writer.toBytes();
}

class Amf0Encoder {
  readonly writer: ByteWriter;
  readonly #budget: AmfBudget;
  readonly #writeAvmPlus: AvmPlusWriter | undefined;
  /** Index of each object written so far; `undefined` when references are off. */
  readonly #references: Map<object, number> | undefined;

  constructor({ limits = AMF_LIMITS, references = false, writeAvmPlus }: EncodeAmf0Options) {
    this.writer = new ByteWriter(limits.maxByteLength);
    this.#budget = new AmfBudget(limits);
    this.#writeAvmPlus = writeAvmPlus;
    this.#references = references ? new Map() : undefined;
  }

  encode(value: Amf0Value): void {
    this.#budget.enter();
    this.#encode(value);
    this.#budget.leave();
  }

  #encode(value: Amf0Value): void {
    const writer = this.writer;
    switch (typeof value) {
      case "number":
        writer.writeUint8(AMF0_MARKER.number);
        writer.writeFloat64(value);
        return;
      case "boolean":
        writer.writeUint8(AMF0_MARKER.boolean);
        writer.writeUint8(value ? 1 : 0);
        return;
      case "string":
        this.#encodeString(value);
        return;
      case "undefined":
        writer.writeUint8(AMF0_MARKER.undefined);
        return;
      default:
        if (value === null) writer.writeUint8(AMF0_MARKER.null);
        else this.#encodeObject(value);
    }
  }

  #encodeString(value: string): void {
    if (value.length <= SURELY_SHORT) {
      this.writer.writeUint8(AMF0_MARKER.string);
      this.writer.writeCountedUtf8(value);
      return;
    }
    const bytes = UTF8.encode(value);
    if (bytes.length > MAX_SHORT_STRING_BYTES) {
      this.writer.writeUint8(AMF0_MARKER.longString);
      this.writer.writeUint32(bytes.length);
    } else {
      this.writer.writeUint8(AMF0_MARKER.string);
      this.writer.writeUint16(bytes.length);
    }
    this.writer.writeBytes(bytes);
  }

  #encodeObject(value: Exclude<Amf0Value, number | boolean | string | null | undefined>): void {
    const writer = this.writer;
    if (value instanceof AmfDate) {
      writer.writeUint8(AMF0_MARKER.date);
      writer.writeFloat64(value.epochMs);
      writer.writeUint16(value.timeZoneMinutes);
    } else if (value instanceof AmfXml) {
      const bytes = UTF8.encode(value.text);
      writer.writeUint8(AMF0_MARKER.xmlDocument);
      writer.writeUint32(bytes.length);
      writer.writeBytes(bytes);
    } else if (value instanceof Amf0Unsupported) {
      writer.writeUint8(AMF0_MARKER.unsupported);
    } else if (value instanceof Amf0AvmPlus) {
      if (this.#writeAvmPlus === undefined)
        throw new AmfError("ERR_AMF_MARKER", "a value switches to AMF3, which is not written here");
      writer.writeUint8(AMF0_MARKER.avmPlus);
      this.#writeAvmPlus(writer, value.value, this.#budget);
    } else if (!this.#encodeReference(value)) {
      this.#encodeComplex(value);
    }
  }

  #encodeComplex(value: Amf0Object | readonly Amf0Value[] | Amf0EcmaArray | Amf0TypedObject): void {
    const writer = this.writer;
    if (isStrictArray(value)) {
      writer.writeUint8(AMF0_MARKER.strictArray);
      writer.writeUint32(value.length);
      for (const item of value) this.encode(item);
    } else if (value instanceof Amf0EcmaArray) {
      writer.writeUint8(AMF0_MARKER.ecmaArray);
      writer.writeUint32(Object.keys(value.properties).length);
      this.#encodeProperties(value.properties);
    } else if (value instanceof Amf0TypedObject) {
      writer.writeUint8(AMF0_MARKER.typedObject);
      this.#writeName(value.className);
      this.#encodeProperties(value.properties);
    } else {
      writer.writeUint8(AMF0_MARKER.object);
      this.#encodeProperties(value);
    }
  }

  #encodeProperties(properties: Amf0Object): void {
    for (const [name, value] of Object.entries(properties)) {
      this.#writeName(name);
      this.encode(value);
    }
    this.writer.writeUint24(AMF0_MARKER.objectEnd);
  }

  #writeName(name: string): void {
    if (this.writer.writeCountedUtf8(name)) return;
    throw new AmfError(
      "ERR_AMF_LIMIT",
      `a name of ${name.length} characters exceeds ${MAX_SHORT_STRING_BYTES} bytes`,
    );
  }

  /** Writes a reference if this very object was written before and references are on. */
  #encodeReference(value: object): boolean {
    const references = this.#references;
    if (references === undefined) return false;
    const index = references.get(value);
    if (index !== undefined && index <= 0xffff) {
      this.writer.writeUint8(AMF0_MARKER.reference);
      this.writer.writeUint16(index);
      return true;
    }
    references.set(value, references.size);
    return false;
  }
}

/** `Array.isArray` does not narrow a readonly array out of a union. */
function isStrictArray(value: unknown): value is readonly Amf0Value[] {
  return Array.isArray(value);
}
