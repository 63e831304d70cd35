import { ByteReader } from "../bytes/byte-reader.ts";
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
import type { AvmPlusReader } from "./avm-plus.ts";

/**
 * Decodes all the values in `bytes`: the body of a command or data message, or of an FLV script tag.
 *
 * @param readAvmPlus `readAmf3`, where values may switch to AMF3. Without it such a value is an error.
 * @throws AmfError
 */
export function decodeAmf0(
  bytes: Uint8Array,
  limits: AmfLimits = AMF_LIMITS,
  readAvmPlus?: AvmPlusReader,
): Amf0Value[] {
  const reader = new ByteReader(bytes);
  const decoder = new Amf0Decoder(reader, limits, readAvmPlus);
  const values: Amf0Value[] = [];
  while (reader.remaining > 0) values.push(decoder.decode());
  return values;
}

/**
 * Decodes values one by one from a cursor. One decoder is one reference table: an RTMP message, or a script tag.
 */
export class Amf0Decoder {
  readonly #reader: ByteReader;
  readonly #budget: AmfBudget;
  readonly #readAvmPlus: AvmPlusReader | undefined;
  /** What marker 0x07 counts: every object and array, in the order in which they began (AMF0 §2.9). */
  readonly #references: Amf0Value[] = [];

  /** @param readAvmPlus `readAmf3`, where values may switch to AMF3. Without it such a value is an error. */
  constructor(reader: ByteReader, limits: AmfLimits = AMF_LIMITS, readAvmPlus?: AvmPlusReader) {
    this.#reader = reader;
    this.#budget = new AmfBudget(limits);
    this.#readAvmPlus = readAvmPlus;
  }

  /**
   * Decodes the next value.
   *
   * @throws AmfError
   */
  decode(): Amf0Value {
    try {
      return this.#decode();
    } catch (error) {
      throw asAmfError(error, "decode");
    }
  }

  #decode(): Amf0Value {
    this.#budget.enter();
    const value = this.#decodeBody(this.#reader.readUint8());
    this.#budget.leave();
    return value;
  }

  #decodeBody(marker: number): Amf0Value {
    const reader = this.#reader;
    switch (marker) {
      case AMF0_MARKER.number:
        return reader.readFloat64();
      case AMF0_MARKER.boolean:
        return reader.readUint8() !== 0;
      case AMF0_MARKER.string:
        return reader.readUtf8(reader.readUint16());
      case AMF0_MARKER.object: {
        const properties = emptyObject();
        this.#references.push(properties);
        this.#decodeProperties(properties);
        return properties;
      }
      case AMF0_MARKER.null:
        return null;
      case AMF0_MARKER.undefined:
        return undefined;
      case AMF0_MARKER.reference:
        return this.#resolve(reader.readUint16());
      case AMF0_MARKER.ecmaArray: {
        // The count is a hint; writers leave it 0 or wrong, and the end marker is what counts.
        reader.skip(4);
        const properties = emptyObject();
        const array = new Amf0EcmaArray(properties);
        this.#references.push(array);
        this.#decodeProperties(properties);
        return array;
      }
      case AMF0_MARKER.strictArray:
        return this.#decodeStrictArray(reader.readUint32());
      case AMF0_MARKER.date: {
        const epochMs = reader.readFloat64();
        return new AmfDate(epochMs, reader.readInt16());
      }
      case AMF0_MARKER.longString:
        return reader.readUtf8(reader.readUint32());
      case AMF0_MARKER.unsupported:
        return new Amf0Unsupported();
      case AMF0_MARKER.xmlDocument:
        return new AmfXml(reader.readUtf8(reader.readUint32()));
      case AMF0_MARKER.typedObject: {
        const className = reader.readUtf8(reader.readUint16());
        const properties = emptyObject();
        const object = new Amf0TypedObject(className, properties);
        this.#references.push(object);
        this.#decodeProperties(properties);
        return object;
      }
      case AMF0_MARKER.avmPlus:
        if (this.#readAvmPlus === undefined)
          throw new AmfError("ERR_AMF_MARKER", "a value switches to AMF3, which is not read here");
        return new Amf0AvmPlus(this.#readAvmPlus(reader, this.#budget));
      default:
        throw new AmfError("ERR_AMF_MARKER", `0x${marker.toString(16)} is not an AMF0 type marker`);
    }
  }

  #decodeProperties(properties: Record<string, Amf0Value>): void {
    const reader = this.#reader;
    for (;;) {
      const name = reader.readUtf8(reader.readUint16());
      if (name === "" && reader.readUint8() === AMF0_MARKER.objectEnd) return;
      // An empty name is legal for a member as well: step back to its marker.
      if (name === "") reader.seek(reader.offset - 1);
      properties[name] = this.#decode();
    }
  }

  #decodeStrictArray(count: number): Amf0Value {
    // Each value takes at least its marker, so a count beyond the bytes is a lie told to reserve memory.
    if (count > this.#reader.remaining) {
      throw new AmfError("ERR_AMF_TRUNCATED", `${count} array values in ${this.#reader.remaining} bytes`);
    }
    const values: Amf0Value[] = [];
    this.#references.push(values);
    for (let index = 0; index < count; index++) values.push(this.#decode());
    return values;
  }

  #resolve(index: number): Amf0Value {
    if (index >= this.#references.length) {
      throw new AmfError("ERR_AMF_REFERENCE", `reference ${index} of ${this.#references.length}`);
    }
    return this.#references[index];
  }
}

function emptyObject(): Record<string, Amf0Value> {
  const object: Amf0Object = Object.create(null);
  return object;
}
