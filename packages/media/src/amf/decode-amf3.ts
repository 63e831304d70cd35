import { ByteReader } from "../bytes/byte-reader.ts";
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
  ONE_VALUE_CLASSES,
} from "./amf3.ts";

/** What a class looks like on the wire; sent once, then by reference (AMF3 §3.12). */
interface Traits {
  readonly className: string;
  readonly isDynamic: boolean;
  readonly isExternalizable: boolean;
  readonly sealedNames: readonly string[];
}

/**
 * Decodes all the values in `bytes`, which share one set of reference tables.
 *
 * @throws AmfError
 */
export function decodeAmf3(bytes: Uint8Array, limits: AmfLimits = AMF_LIMITS): Amf3Value[] {
  const reader = new ByteReader(bytes);
  const decoder = new Amf3Decoder(reader, new AmfBudget(limits));
  const values: Amf3Value[] = [];
  try {
    while (reader.remaining > 0) values.push(decoder.decode());
  } catch (error) {
    throw asAmfError(error, "decode");
  }
  return values;
}

/** Reads one value with fresh reference tables, as Flash Player does at every switch: an `AvmPlusReader`. */
export function readAmf3(reader: ByteReader, budget: AmfBudget): Amf3Value {
  return new Amf3Decoder(reader, budget).decode();
}

/** Decodes values one by one from a cursor, with the three reference tables of one run. */
class Amf3Decoder {
  readonly #reader: ByteReader;
  readonly #budget: AmfBudget;
  readonly #strings: string[] = [];
  readonly #objects: Amf3Value[] = [];
  readonly #traits: Traits[] = [];

  constructor(reader: ByteReader, budget: AmfBudget) {
    this.#reader = reader;
    this.#budget = budget;
  }

  /** @throws AmfError, or ByteError where the bytes end. */
  decode(): Amf3Value {
    this.#budget.enter();
    const value = this.#decodeBody(this.#reader.readUint8());
    this.#budget.leave();
    return value;
  }

  #decodeBody(marker: number): Amf3Value {
    const reader = this.#reader;
    switch (marker) {
      case AMF3_MARKER.undefined:
        return undefined;
      case AMF3_MARKER.null:
        return null;
      case AMF3_MARKER.false:
        return false;
      case AMF3_MARKER.true:
        return true;
      case AMF3_MARKER.integer:
        return (this.#readU29() << 3) >> 3;
      case AMF3_MARKER.double:
        return reader.readFloat64();
      case AMF3_MARKER.string:
        return this.#readString();
      default:
        return this.#decodeReferable(marker);
    }
  }

  /** Everything that goes into the object table: a U29 whose low bit says "here it is" or "you have it". */
  #decodeReferable(marker: number): Amf3Value {
    if (!(marker >= AMF3_MARKER.xmlDocument && marker <= AMF3_MARKER.dictionary)) {
      throw new AmfError("ERR_AMF_MARKER", `0x${marker.toString(16)} is not an AMF3 type marker`);
    }
    const header = this.#readU29();
    if ((header & 1) === 0) return referenced(this.#objects, header >>> 1, "object");
    const length = header >>> 1;
    switch (marker) {
      case AMF3_MARKER.xmlDocument:
      case AMF3_MARKER.xml:
        return this.#remember(new AmfXml(this.#reader.readUtf8(length), marker === AMF3_MARKER.xmlDocument));
      case AMF3_MARKER.date:
        return this.#remember(new AmfDate(this.#reader.readFloat64()));
      case AMF3_MARKER.byteArray:
        return this.#remember(new Uint8Array(this.#reader.readBytes(length)));
      case AMF3_MARKER.array:
        return this.#decodeArray(length);
      case AMF3_MARKER.vectorInt:
        return this.#decodeNumbers("int", length, 4, () => this.#reader.readInt32());
      case AMF3_MARKER.vectorUint:
        return this.#decodeNumbers("uint", length, 4, () => this.#reader.readUint32());
      case AMF3_MARKER.vectorDouble:
        return this.#decodeNumbers("double", length, 8, () => this.#reader.readFloat64());
      case AMF3_MARKER.vectorObject:
        return this.#decodeObjectVector(length);
      case AMF3_MARKER.dictionary:
        return this.#decodeDictionary(length);
      default:
        return this.#decodeObject(length);
    }
  }

  #decodeArray(count: number): Amf3Value {
    this.#expectRoomFor(count, 1);
    const members = emptyMembers();
    const items: Amf3Value[] = [];
    // Which of the two it is shows only after the table has its entry.
    const slot = this.#objects.push(items) - 1;
    const firstName = this.#readString();
    const array = firstName === "" ? items : new Amf3Array(members, items);
    this.#objects[slot] = array;
    for (let name = firstName; name !== ""; name = this.#readString()) members[name] = this.decode();
    for (let index = 0; index < count; index++) items.push(this.decode());
    return array;
  }

  #decodeObject(header: number): Amf3Value {
    const traits = this.#readTraits(header);
    if (traits.isExternalizable) {
      if (!ONE_VALUE_CLASSES.has(traits.className)) {
        throw new AmfError("ERR_AMF_EXTERNALIZABLE", `only ${traits.className} itself can read its encoding`);
      }
      const slot = this.#objects.push(undefined) - 1;
      const object = new Amf3Externalizable(traits.className, this.decode());
      this.#objects[slot] = object;
      return object;
    }
    const sealed = emptyMembers();
    const isPlain = traits.className === "" && traits.isDynamic && traits.sealedNames.length === 0;
    const dynamic = traits.isDynamic ? emptyMembers() : undefined;
    const object =
      isPlain && dynamic !== undefined ? dynamic : new Amf3Object(traits.className, sealed, dynamic);
    this.#objects.push(object);
    for (const name of traits.sealedNames) sealed[name] = this.decode();
    if (dynamic !== undefined) {
      for (let name = this.#readString(); name !== ""; name = this.#readString()) {
        dynamic[name] = this.decode();
      }
    }
    return object;
  }

  /** @param header the U29 after its low bit: traits by reference or inline, their flags and count. */
  #readTraits(header: number): Traits {
    if ((header & 1) === 0) return referenced(this.#traits, header >>> 1, "traits");
    const isExternalizable = (header & 2) !== 0;
    const isDynamic = (header & 4) !== 0;
    const count = isExternalizable ? 0 : header >>> 3;
    this.#expectRoomFor(count, 1);
    const className = this.#readString();
    const sealedNames: string[] = [];
    for (let index = 0; index < count; index++) sealedNames.push(this.#readString());
    const traits = { className, isDynamic, isExternalizable, sealedNames };
    this.#traits.push(traits);
    return traits;
  }

  #decodeNumbers(
    kind: "int" | "uint" | "double",
    count: number,
    itemBytes: number,
    read: () => number,
  ): Amf3Value {
    const isFixed = this.#reader.readUint8() !== 0;
    this.#expectRoomFor(count, itemBytes);
    const items: number[] = [];
    for (let index = 0; index < count; index++) items.push(read());
    return this.#remember(new Amf3NumberVector(kind, isFixed, items));
  }

  #decodeObjectVector(count: number): Amf3Value {
    const isFixed = this.#reader.readUint8() !== 0;
    this.#expectRoomFor(count, 1);
    const items: Amf3Value[] = [];
    const className = this.#readString();
    const vector = this.#remember(new Amf3ObjectVector(className, isFixed, items));
    for (let index = 0; index < count; index++) items.push(this.decode());
    return vector;
  }

  #decodeDictionary(count: number): Amf3Value {
    const hasWeakKeys = this.#reader.readUint8() !== 0;
    this.#expectRoomFor(count, 2);
    const entries: [Amf3Value, Amf3Value][] = [];
    const dictionary = this.#remember(new Amf3Dictionary(hasWeakKeys, entries));
    for (let index = 0; index < count; index++) {
      const key = this.decode();
      entries.push([key, this.decode()]);
    }
    return dictionary;
  }

  #readString(): string {
    const header = this.#readU29();
    if ((header & 1) === 0) return referenced(this.#strings, header >>> 1, "string");
    const text = this.#reader.readUtf8(header >>> 1);
    // The empty string is never sent by reference (AMF3 §3.8).
    if (text !== "") this.#strings.push(text);
    return text;
  }

  /** One to four bytes, seven bits each but the fourth, which has eight (AMF3 §1.3.1). */
  #readU29(): number {
    let value = 0;
    for (let index = 0; index < 3; index++) {
      const byte = this.#reader.readUint8();
      value = (value << 7) | (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    return (value << 8) | this.#reader.readUint8();
  }

  #remember<Value extends Amf3Value>(value: Value): Value {
    this.#objects.push(value);
    return value;
  }

  /** A count beyond the bytes there are is a lie told to reserve memory. */
  #expectRoomFor(count: number, itemBytes: number): void {
    const { remaining } = this.#reader;
    if (count * itemBytes > remaining) {
      throw new AmfError("ERR_AMF_TRUNCATED", `${count} values in ${remaining} bytes`);
    }
  }
}

function referenced<Item>(table: readonly Item[], index: number, what: string): Item {
  // An entry may itself be undefined while an externalizable object is being read, hence the bounds check.
  if (index >= table.length) {
    throw new AmfError("ERR_AMF_REFERENCE", `${what} reference ${index} of ${table.length}`);
  }
  return table[index] as Item;
}

function emptyMembers(): Record<string, Amf3Value> {
  const members: Amf3Members = Object.create(null);
  return members;
}
