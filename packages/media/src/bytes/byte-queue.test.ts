import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteQueue } from "./byte-queue.ts";

function counting(byteLength: number): Uint8Array {
  return Uint8Array.from({ length: byteLength }, (_, index) => index % 251);
}

test.for([1, 7, 100, 1024, 1536, 10_000])("gives back what came in steps of %i", (step) => {
  const bytes = counting(10_000);
  const queue = new ByteQueue();
  const taken: number[] = [];
  for (let at = 0; at < bytes.length; at += step) {
    queue.push(bytes.slice(at, at + step));
    for (let next = queue.take(11); next !== undefined; next = queue.take(11)) taken.push(...next);
  }
  expect(queue.byteLength).toBe(10_000 % 11);
  taken.push(...(queue.take(10_000 % 11) ?? []));
  expect(Uint8Array.from(taken)).toEqual(bytes);
  expect(queue.streamOffset).toBe(10_000);
});

test("is a queue for any pushes, peeks and takes", () => {
  const action = fc.oneof(
    fc.record({ kind: fc.constant("push" as const), size: fc.nat(3000) }),
    fc.record({
      kind: fc.constantFrom("take" as const, "peek" as const, "some" as const),
      size: fc.nat(5000),
    }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const queue = new ByteQueue();
      const seen: Uint8Array[] = [];
      let pushed = 0;
      let taken = 0;
      const expected = (from: number, size: number) =>
        Uint8Array.from({ length: size }, (_, index) => (from + index) % 251);
      for (const { kind, size } of actions) {
        if (kind === "push") {
          queue.push(expected(pushed, size));
          pushed += size;
          continue;
        }
        const waiting = pushed - taken;
        const bytes =
          kind === "take" ? queue.take(size) : kind === "peek" ? queue.peek(size) : queue.takeSome(size);
        if (kind === "some") expect(bytes === undefined).toBe(waiting === 0 || size === 0);
        else expect(bytes?.length).toBe(size <= waiting ? size : undefined);
        if (bytes !== undefined) {
          expect(bytes).toEqual(expected(taken, bytes.length));
          if (kind !== "peek") taken += bytes.length;
          seen.push(bytes);
        }
        expect(queue.byteLength).toBe(pushed - taken);
        expect(queue.streamOffset).toBe(taken);
      }
    }),
    { numRuns: 300, seed: 1 },
  );
});

test("views that were taken do not change when more is pushed", () => {
  const queue = new ByteQueue();
  queue.push(Uint8Array.of(1, 2, 3));
  const first = queue.take(2);
  queue.push(Uint8Array.of(4, 5, 6));
  expect(first).toEqual(Uint8Array.of(1, 2));
  expect(queue.take(4)).toEqual(Uint8Array.of(3, 4, 5, 6));
});

test("single bytes do not keep the buffers they came in", () => {
  const queue = new ByteQueue();
  for (let index = 0; index < 2000; index++) queue.push(new Uint8Array(65_536).subarray(0, 1));
  for (let index = 0; index < 2000; index++)
    expect(queue.take(1)?.buffer.byteLength).toBeLessThanOrEqual(4096);
});
