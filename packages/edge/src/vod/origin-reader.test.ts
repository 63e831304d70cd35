import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { SYSTEM_CLOCK } from "../clock.ts";
import { ManualClock } from "../testing/manual-clock.ts";
import { MemorySource } from "../testing/memory-source.ts";
import { OriginReader, PAGE_BYTES, WINDOW_BYTES } from "./origin-reader.ts";

const REF = { originDomainName: "media.s3.amazonaws.com", key: "a.flv", originAccessIdentity: undefined };
const OBJECT_BYTES = 5 * WINDOW_BYTES + 12_345;

const OBJECT = Uint8Array.from(
  { length: OBJECT_BYTES },
  (_, index) => Math.imul(index, 2_654_435_761) >>> 24,
);

function setUp(cacheBytes = 64 << 20, clock = SYSTEM_CLOCK) {
  const source = new MemorySource();
  source.put("a.flv", OBJECT);
  const hits = { hit: 0, miss: 0 };
  const reader = new OriginReader({
    source,
    clock,
    cacheBytes,
    timeoutMs: 1000,
    observer: {
      originRequest: () => undefined,
      originBytes: () => undefined,
      cacheLookup: (_, isHit) => {
        hits[isHit ? "hit" : "miss"] += 1;
      },
    },
  });
  return { source, reader, hits, bytes: OBJECT };
}

const RANGES = [
  { name: "within a page", start: 10, end: 20 },
  { name: "across pages", start: PAGE_BYTES - 3, end: 2 * PAGE_BYTES + 5 },
  { name: "the tail", start: OBJECT_BYTES - 5, end: OBJECT_BYTES },
  { name: "past the end", start: OBJECT_BYTES - 5, end: OBJECT_BYTES + 100 },
  { name: "all", start: 0, end: OBJECT_BYTES },
  { name: "nothing", start: OBJECT_BYTES, end: OBJECT_BYTES + 1 },
];

test.for(RANGES)("reads $name, cold and warm", async ({ start, end }) => {
  const { reader, bytes } = setUp();
  const object = await reader.open(REF, "E1");
  const cold = await reader.read(object, { start, end });
  const warm = reader.read(object, { start, end });
  expect(Buffer.compare(cold, bytes.subarray(start, end))).toBe(0);
  expect(warm).toBeInstanceOf(Uint8Array);
  expect(Buffer.compare(await warm, bytes.subarray(start, end))).toBe(0);
});

test("streams a range in pieces of at most a page, asking the origin in windows", async () => {
  const { reader, source, bytes } = setUp();
  const object = await reader.open(REF, "E1");
  const pieces: Uint8Array[] = [];
  for await (const piece of reader.stream(object, { start: 7, end: OBJECT_BYTES })) pieces.push(piece);
  expect(Buffer.compare(Buffer.concat(pieces), bytes.subarray(7))).toBe(0);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(PAGE_BYTES);
  expect(source.reads.length).toBe(6);
});

test("any reads in any order give the object's bytes", async () => {
  const range = fc.record({
    start: fc.nat(OBJECT_BYTES),
    byteLength: fc.nat(3 * PAGE_BYTES),
    windowBytes: fc.constantFrom(0, PAGE_BYTES, WINDOW_BYTES),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(range, { minLength: 1, maxLength: 8 }), async (ranges) => {
      const { reader, bytes } = setUp(4 * PAGE_BYTES);
      const object = await reader.open(REF, "E1");
      await Promise.all(
        ranges.map(async ({ start, byteLength, windowBytes }) => {
          const end = start + byteLength;
          const read = await reader.read(object, { start, end }, windowBytes);
          expect(Buffer.compare(read, bytes.subarray(start, end))).toBe(0);
        }),
      );
    }),
    { numRuns: 30 },
  );
});

test("a hundred readers of the same bytes are one request", async () => {
  const { reader, source } = setUp();
  const gate = Promise.withResolvers<void>();
  source.gate = gate.promise;
  const object = await reader.open(REF, "E1");
  const reads = Array.from({ length: 100 }, () => reader.read(object, { start: 0, end: WINDOW_BYTES }));
  gate.resolve();
  await Promise.all(reads);
  expect(source.reads).toEqual([{ key: "a.flv", range: { start: 0, end: WINDOW_BYTES } }]);
});

test("overlapping reads never fetch a byte twice", async () => {
  const { reader, source } = setUp();
  const object = await reader.open(REF, "E1");
  await Promise.all(
    [0, 100_000, 300_000, 900_000, 2_000_000].map((start) =>
      reader.read(object, { start, end: start + 600_000 }, WINDOW_BYTES),
    ),
  );
  for await (const _ of reader.stream(object, { start: 0, end: OBJECT_BYTES })) {
    // Reads the rest.
  }
  expect(source.bytesRead).toBe(OBJECT_BYTES);
});

test("forgets the oldest pages when the cache is full", async () => {
  const { reader, source } = setUp(2 * PAGE_BYTES);
  const object = await reader.open(REF, "E1");
  for (const page of [0, 1, 2]) {
    await reader.read(object, { start: page * PAGE_BYTES, end: page * PAGE_BYTES + 1 });
  }
  expect(reader.isCached(object, 0)).toBe(false);
  expect(reader.isCached(object, 2 * PAGE_BYTES)).toBe(true);
  await reader.read(object, { start: 0, end: 1 });
  expect(source.reads.length).toBe(4);
});

test("an object that was replaced is a failure, not a mixture of two versions", async () => {
  const { reader, source } = setUp();
  const object = await reader.open(REF, "E1");
  await reader.read(object, { start: 0, end: 10 });
  source.put("a.flv", new Uint8Array(OBJECT_BYTES));
  await expect(reader.read(object, { start: WINDOW_BYTES, end: WINDOW_BYTES + 1 })).rejects.toMatchObject({
    code: "changed",
  });
});

const MISBEHAVIOURS: readonly { name: string; corrupt: (bytes: Uint8Array) => Readable }[] = [
  { name: "short", corrupt: (bytes) => Readable.from([bytes.subarray(1)]) },
  { name: "long", corrupt: (bytes) => Readable.from([bytes, Uint8Array.of(1)]) },
  {
    name: "broken off",
    corrupt: (bytes) =>
      Readable.from(
        (function* () {
          yield bytes.subarray(0, 5);
          throw new Error("connection reset");
        })(),
      ),
  },
];

test.for(MISBEHAVIOURS)(
  "a $name body is a failure that the next read does not inherit",
  async ({ corrupt }) => {
    const { reader, source, bytes } = setUp();
    const object = await reader.open(REF, "E1");
    source.corrupt = corrupt;
    await expect(reader.read(object, { start: 0, end: 9 })).rejects.toMatchObject({ code: "unavailable" });
    source.corrupt = undefined;
    expect(await reader.read(object, { start: 0, end: 9 })).toEqual(bytes.subarray(0, 9));
  },
);

test("an origin that does not answer in time is a failure", async () => {
  const clock = new ManualClock();
  const { reader, source } = setUp(64 << 20, clock);
  const object = await reader.open(REF, "E1");
  source.gate = new Promise(() => undefined);
  const read = Promise.resolve(reader.read(object, { start: 0, end: 9 }));
  const failure = expect(read).rejects.toMatchObject({ code: "unavailable" });
  await Promise.resolve();
  clock.advance(1001);
  await failure;
});

test("a private or missing object says which", async () => {
  const { reader, source } = setUp();
  source.put("private.flv", "x", { onlyFor: "E1" });
  await expect(reader.open({ ...REF, key: "private.flv" }, "E1")).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(reader.open({ ...REF, key: "none.flv" }, "E1")).rejects.toMatchObject({ code: "not-found" });
  await expect(
    reader.open({ ...REF, key: "private.flv", originAccessIdentity: "E1" }, "E1"),
  ).resolves.toMatchObject({ info: { byteLength: 1 } });
});
