/**
 * CRC-64 in WebAssembly, which has 64-bit integers: three times as fast as 32-bit halves in JavaScript.
 *
 * The module is written here instruction by instruction. It has one function,
 * `update(crc: i64, at: i32, end: i32): i64`, which goes on from `crc` (not inverted) over the memory from `at` to
 * `end`, sixteen bytes a step. The sixteen tables of 256 entries stand at the beginning of the memory.
 *
 * Sources: WebAssembly Core Specification 2.0, chapter 5; Kounavis and Berry, "A systematic approach to building high
 * performance software-based CRC generators".
 */

/** As much of the engine's interface as is used; TypeScript declares it for browsers only. */
declare const WebAssembly: {
  readonly Memory: new (limits: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: object },
  ) => { readonly exports: Readonly<Record<string, unknown>> };
};

/** Bytes that one step takes: a table for each of their places. */
const SLICES = 16;
const TABLE_ENTRIES = 256;
const TABLE_BYTES = TABLE_ENTRIES * 8;
/** Where the bytes to be read go, in bytes from the beginning of the memory. */
const DATA_AT = SLICES * TABLE_BYTES;
/** Pages of 64 KiB. */
const PAGES = 4;

/** Opcodes. Source: WebAssembly Core Specification 2.0 §5.4. */
const BLOCK = 0x02;
const LOOP = 0x03;
const END = 0x0b;
const BRANCH = 0x0c;
const BRANCH_IF = 0x0d;
const LOCAL_GET = 0x20;
const LOCAL_SET = 0x21;
const I64_LOAD = 0x29;
const I32_LOAD8_U = 0x2d;
const I32_CONST = 0x41;
const I64_CONST = 0x42;
const I32_GT_U = 0x4b;
const I32_GE_U = 0x4f;
const I32_ADD = 0x6a;
const I32_AND = 0x71;
const I32_XOR = 0x73;
const I32_SHL = 0x74;
const I64_XOR = 0x85;
const I64_SHR_U = 0x88;
const I32_WRAP_I64 = 0xa7;
const NO_RESULT = 0x40;
const I32 = 0x7f;
const I64 = 0x7e;

/** Parameters, then the two words of a step. */
const CRC = 0;
const AT = 1;
const DATA_END = 2;
const FIRST_WORD = 3;
const SECOND_WORD = 4;

/** A running CRC takes `bytes` in and returns what it is then; it begins with all bits set and is inverted at the end. */
export type Crc64Update = (crc: bigint, bytes: Uint8Array) => bigint;

/** Compiles the function for a reflected polynomial. */
export function compileCrc64(polynomial: bigint): Crc64Update {
  const memory = new WebAssembly.Memory({ initial: PAGES });
  fillTables(new BigUint64Array(memory.buffer, 0, SLICES * TABLE_ENTRIES), polynomial);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes()), { env: { memory } });
  const update = instance.exports.update as (crc: bigint, at: number, end: number) => bigint;
  const data = new Uint8Array(memory.buffer, DATA_AT);
  return (crc, bytes) => {
    let running = crc;
    for (let start = 0; start < bytes.length; start += data.length) {
      const piece = bytes.length <= data.length ? bytes : bytes.subarray(start, start + data.length);
      data.set(piece);
      running = update(running, DATA_AT, DATA_AT + piece.length);
    }
    return running;
  };
}

/** Table `n` is at `n * 256`: the CRC of a byte with `n` zeros behind it. */
function fillTables(tables: BigUint64Array, polynomial: bigint): void {
  for (let byte = 0; byte < TABLE_ENTRIES; byte++) {
    let crc = BigInt(byte);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
    tables[byte] = crc;
  }
  for (let index = TABLE_ENTRIES; index < tables.length; index++) {
    const previous = tables[index - TABLE_ENTRIES] ?? 0n;
    tables[index] = (previous >> 8n) ^ (tables[Number(previous & 0xffn)] ?? 0n);
  }
}

function moduleBytes(): Uint8Array<ArrayBuffer> {
  const locals = [1, 2, I64];
  const body = [...locals, ...wholeSteps(), ...remainingBytes(), LOCAL_GET, CRC, END];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [0x60, 3, I64, I32, I32, 1, I64]),
    ...section(2, [...text("env"), ...text("memory"), 0x02, 0x00, PAGES]),
    ...section(3, [0]),
    ...section(7, [...text("update"), 0x00, 0]),
    ...section(10, [...unsigned(body.length), ...body]),
  ]);
}

/** While sixteen bytes are left: both words through their eight tables each, the CRC added to the first. */
function wholeSteps(): readonly number[] {
  const lookUps = Array.from({ length: SLICES }, (_, place) => [
    ...lookUp(SLICES - 1 - place, place < 8 ? FIRST_WORD : SECOND_WORD, (place % 8) * 8),
    ...(place === 0 ? [] : [I64_XOR]),
  ]);
  return loop([
    ...[LOCAL_GET, AT, ...constant(SLICES), I32_ADD, LOCAL_GET, DATA_END, I32_GT_U, BRANCH_IF, 1],
    ...[LOCAL_GET, CRC, LOCAL_GET, AT, I64_LOAD, 0, 0, I64_XOR, LOCAL_SET, FIRST_WORD],
    ...[LOCAL_GET, AT, I64_LOAD, 0, 8, LOCAL_SET, SECOND_WORD],
    ...lookUps.flat(),
    ...[LOCAL_SET, CRC, LOCAL_GET, AT, ...constant(SLICES), I32_ADD, LOCAL_SET, AT],
  ]);
}

function remainingBytes(): readonly number[] {
  return loop([
    ...[LOCAL_GET, AT, LOCAL_GET, DATA_END, I32_GE_U, BRANCH_IF, 1],
    ...[LOCAL_GET, CRC, I32_WRAP_I64, LOCAL_GET, AT, I32_LOAD8_U, 0, 0, I32_XOR, ...entryOf(0)],
    ...[LOCAL_GET, CRC, I64_CONST, 8, I64_SHR_U, I64_XOR, LOCAL_SET, CRC],
    ...[LOCAL_GET, AT, ...constant(1), I32_ADD, LOCAL_SET, AT],
  ]);
}

/** The entry for the byte of a word that begins at bit `shift`. */
function lookUp(table: number, word: number, shift: number): readonly number[] {
  return [LOCAL_GET, word, I64_CONST, ...signed(shift), I64_SHR_U, I32_WRAP_I64, ...entryOf(table)];
}

/** The entry for the low byte of the number on the stack. */
function entryOf(table: number): readonly number[] {
  const alignment = 3;
  return [
    ...constant(0xff),
    I32_AND,
    ...constant(3),
    I32_SHL,
    I64_LOAD,
    alignment,
    ...unsigned(table * TABLE_BYTES),
  ];
}

/** Over and over; a branch to depth 1 leaves it. */
function loop(instructions: readonly number[]): readonly number[] {
  return [BLOCK, NO_RESULT, LOOP, NO_RESULT, ...instructions, BRANCH, 0, END, END];
}

function constant(value: number): readonly number[] {
  return [I32_CONST, ...signed(value)];
}

/** A section that holds one entry. */
function section(id: number, entry: readonly number[]): readonly number[] {
  return [id, ...unsigned(entry.length + 1), 1, ...entry];
}

function text(ascii: string): readonly number[] {
  return [ascii.length, ...Buffer.from(ascii, "latin1")];
}

/** LEB128 of a number that is not negative. */
function unsigned(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** Signed LEB128 of a number that is not negative: the highest bit of its last byte is a sign. */
function signed(value: number): readonly number[] {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signed(value >>> 7)];
}
