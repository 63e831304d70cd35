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
import { Amf3Decoder } from "./decode-amf3.ts";

/**
 * Decodes all the values in `bytes`: the body of a command or data message, or of an FLV script tag.
 *
 * @throws AmfError
 */
export function decodeAmf0(bytes: Uint8Array, limits: AmfLimits = AMF_LIMITS): Amf0Value[] {
  const reader = new ByteReader(bytes);
  const decoder = new Amf0Decoder(reader, limits);
  const values: Amf0Value[] = [];
  while (reader.remaining > 0) values.push(decoder.decode());
  return values;
}

/**
 * Decodes values one by one from a cursor. One decoder is one reference table: an RTMP message, or a script tag.
 */
export class Amf0Decoder {
  readonly #reader: ByteReader;
  readonly #limits: AmfLimits;
  readonly #budget: AmfBudget;
  /** What marker 0x07 counts: every object and array, in the order in which they began (AMF0 §2.9). */
  readonly #references: Amf0Value[] = [];

  constructor(reader: ByteReader, limits: AmfLimits = AMF_LIMITS) {
    this.#reader = reader;
    this.#limits = limits;
    this.#budget = new AmfBudget(limits);
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
        // Flash Player starts new AMF3 tables at every switch.
        return new Amf0AvmPlus(new Amf3Decoder(reader, this.#limits, this.#budget).decode());
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
