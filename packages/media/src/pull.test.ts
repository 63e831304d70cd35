import { expect, test } from "vitest";
import { ByteReader } from "./bytes/byte-reader.ts";
import { asMediaErrors, MediaError } from "./media-error.ts";
import { type ByteRange, PAUSE, type Pull, pullFrom, pullWith, readRange } from "./pull.ts";
import { PullWindow } from "./pull-window.ts";

const BYTES = Uint8Array.from({ length: 100 }, (_, index) => index);

function* twoReads(): Pull<number> {
  const a = yield* readRange({ start: 10, end: 12 });
  const b = yield* readRange({ start: 90, end: 91 });
  return (a[1] ?? 0) + (b[0] ?? 0);
}

test("a reader is driven from memory, at once or later", async () => {
  expect(pullFrom(BYTES, twoReads())).toBe(101);
  expect(await pullWith(({ start, end }) => BYTES.subarray(start, end), twoReads())).toBe(101);
  expect(await pullWith(async ({ start, end }) => BYTES.subarray(start, end), twoReads())).toBe(101);
});

test("bytes that do not come are a MediaError", () => {
  expect(() => pullFrom(BYTES.subarray(0, 50), twoReads())).toThrow(MediaError);
});

test("a failure of the source is thrown into the reader, which may go on without", async () => {
  const reader = function* (): Pull<string> {
    try {
      yield { start: 0, end: 1 };
      return "read";
    } catch (error) {
      yield { start: 1, end: 2 };
      return `went on after ${String(error)}`;
    }
  };
  const read = ({ start }: { start: number }) =>
    start === 0 ? Promise.reject(new Error("gone")) : Promise.resolve(BYTES);
  expect(await pullWith(read, reader())).toBe("went on after Error: gone");
  const failing = () => Promise.reject(new Error("gone"));
  await expect(pullWith(failing, twoReads())).rejects.toThrow("gone");
});

test("what a cursor throws becomes a MediaError, and nothing else does", () => {
  const reader = function* (error: () => never): Pull<never> {
    yield { start: 0, end: 1 };
    return error();
  };
  const short = () => {
    new ByteReader(new Uint8Array(1)).readUint32();
    throw new Error("not reached");
  };
  expect(() => pullFrom(BYTES, asMediaErrors("x.flv", reader(short)))).toThrow(
    expect.objectContaining({ code: "ERR_MEDIA_STRUCTURE", message: expect.stringContaining("x.flv") }),
  );
  const own = () => {
    throw new TypeError("ours");
  };
  expect(() => pullFrom(BYTES, asMediaErrors("x.flv", reader(own)))).toThrow(TypeError);
});

test("a window is read once and looked into often", () => {
  const window = new PullWindow(BYTES.length, 32);
  const ranges: unknown[] = [];
  const run = (start: number, byteLength: number) => {
    const reader = window.read(start, byteLength);
    let step = reader.next();
    while (step.done !== true) {
      ranges.push([step.value.start, step.value.end]);
      step = reader.next(BYTES.subarray(step.value.start, step.value.end));
    }
    return [...step.value];
  };
  expect(run(10, 2)).toEqual([10, 11]);
  expect(run(40, 2)).toEqual([40, 41]);
  expect(run(41, 2)).toEqual([41, 42]);
  expect(run(90, 10)).toEqual([90, 91, 92, 93, 94, 95, 96, 97, 98, 99]);
  expect(run(0, 50).length).toBe(50);
  expect(ranges).toEqual([
    [10, 42],
    [41, 73],
    [90, 100],
    [0, 50],
  ]);
  expect(() => run(99, 2)).toThrow(MediaError);
});

test("a pause asks for nothing, and the driver may use it", async () => {
  function* reader(): Pull<number> {
    yield PAUSE;
    const bytes = yield { start: 1, end: 3 };
    yield PAUSE;
    return bytes.length;
  }
  const asked: string[] = [];
  const read = ({ start, end }: ByteRange): Uint8Array => {
    asked.push(`${start} to ${end}`);
    return new Uint8Array(end - start);
  };
  const pause = async (): Promise<void> => void asked.push("pause");
  expect(await pullWith(read, reader(), pause)).toBe(2);
  expect(asked).toEqual(["pause", "1 to 3", "pause"]);
  expect(await pullWith(read, reader())).toBe(2);
  expect(pullFrom(new Uint8Array(9), reader())).toBe(2);
});
