/**
 * The part of AMF0 that `onMetaData` needs, in both directions. The whole of it (references, dates, AMF3) is in
 * `@oxbow/media/amf`; it would more than double what a page loads before its first frame.
 *
 * Source: Action Message Format AMF 0, chapter 2; Flash Video File Format 10.1, annex E.5.
 */

/** What a player can use of a file's own description. */
export interface MetaData {
  /** 0 when unknown. */
  readonly durationMs: number;
  /** Pixels; 0 when unknown. */
  readonly width: number;
  readonly height: number;
  /** Frames a second; 0 when unknown. */
  readonly frameRate: number;
  /** Times in the file's key frame index; empty without one. */
  readonly keyTimesMs: readonly number[];
}

type Value = number | boolean | string | undefined | readonly Value[] | { readonly [name: string]: Value };

const UTF8 = new TextDecoder();

/** Reads a script tag's body. A damaged or absent one gives zeros: a stream plays without it. */
export function readMetaData(body: Uint8Array | undefined): MetaData {
  let values: Value = {};
  try {
    if (body !== undefined) {
      const read = scriptReader(body);
      // RTMP servers put "@setDataFrame" in front; a file has the name alone.
      let name = read();
      if (name === "@setDataFrame") name = read();
      if (name === "onMetaData") values = read();
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const keyframes = memberOf(values, "keyframes");
  const times = memberOf(keyframes, "times");
  return {
    durationMs: Math.round(numberOf(values, "duration") * 1000),
    width: numberOf(values, "width"),
    height: numberOf(values, "height"),
    frameRate: numberOf(values, "framerate"),
    keyTimesMs: Array.isArray(times)
      ? times
          .filter((time) => typeof time === "number" && time >= 0)
          .map((time) => Math.round(Number(time) * 1000))
      : [],
  };
}

function memberOf(value: Value, name: string): Value {
  return typeof value === "object" && !Array.isArray(value)
    ? (value as Record<string, Value>)[name]
    : undefined;
}

function numberOf(value: Value, name: string): number {
  const member = memberOf(value, name);
  return typeof member === "number" && Number.isFinite(member) && member > 0 ? member : 0;
}

/** Reads one value after the other. Past the end they throw RangeError, as DataView does. */
function scriptReader(bytes: Uint8Array): () => Value {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  /** Steps over so many bytes, and says where they stand. */
  const take = (byteLength: number): number => {
    at += byteLength;
    return at - byteLength;
  };
  const text = (byteLength: number): string => {
    const start = take(byteLength);
    if (at > bytes.length) throw new RangeError("onMetaData ends too soon");
    return UTF8.decode(bytes.subarray(start, at));
  };
  const members = (depth: number): { readonly [name: string]: Value } => {
    const values: Record<string, Value> = Object.create(null);
    for (;;) {
      const name = text(view.getUint16(take(2)));
      if (name === "" && view.getUint8(at) === 0x09) {
        at += 1;
        return values;
      }
      values[name] = read(depth);
    }
  };
  const read = (depth = 0): Value => {
    if (depth > 16) throw new RangeError("onMetaData is nested too deep");
    const marker = view.getUint8(take(1));
    switch (marker) {
      case 0x00:
        return view.getFloat64(take(8));
      case 0x01:
        return view.getUint8(take(1)) !== 0;
      case 0x02:
        return text(view.getUint16(take(2)));
      case 0x0c:
        return text(view.getUint32(take(4)));
      case 0x08:
        take(4);
        return members(depth + 1);
      case 0x03:
        return members(depth + 1);
      case 0x0a: {
        const values: Value[] = [];
        for (let left = view.getUint32(take(4)); left > 0; left--) values.push(read(depth + 1));
        return values;
      }
      case 0x0b:
        take(10);
        return undefined;
      case 0x05:
      case 0x06:
        return undefined;
      default:
        throw new RangeError(`AMF0 marker ${marker}`);
    }
  };
  return read;
}

/** Writes the body of an `onMetaData` script tag; arrays hold numbers, objects hold arrays. */
export function writeMetaData(
  members: Readonly<Record<string, number | Readonly<Record<string, readonly number[]>>>>,
): Uint8Array {
  const bytes: number[] = [];
  const text = (value: string): void => {
    bytes.push(value.length >>> 8, value.length & 0xff, ...new TextEncoder().encode(value));
  };
  const number = (value: number): void => {
    bytes.push(0x00, ...new Uint8Array(new Float64Array([value]).buffer).reverse());
  };
  const object = (values: Readonly<Record<string, unknown>>): void => {
    for (const [name, value] of Object.entries(values)) {
      text(name);
      if (typeof value === "number") number(value);
      else if (Array.isArray(value)) {
        bytes.push(0x0a, ...new Uint8Array(new Uint32Array([value.length]).buffer).reverse());
        for (const item of value) number(Number(item));
      } else {
        bytes.push(0x03);
        object(value as Readonly<Record<string, unknown>>);
      }
    }
    bytes.push(0, 0, 0x09);
  };
  bytes.push(0x02);
  text("onMetaData");
  bytes.push(0x08, 0, 0, 0, Object.keys(members).length);
  object(members);
  return Uint8Array.from(bytes);
}
