import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { describeBlobs, LARGE_BYTES, SMALL_BYTES } from "./blobs.cases.ts";
import { openMemoryBlobs } from "./memory-blobs.ts";

describeBlobs("memory blobs", async () => openMemoryBlobs());
describeBlobs("memory blobs that spill", async () => openMemoryBlobs({ maxBlobBytes: LARGE_BYTES / 2 }));

test("what passes the budget goes to a file, and deletion makes room again", async () => {
  const blobs = openMemoryBlobs({ budgetBytes: SMALL_BYTES });
  const write = async () => {
    const writer = await blobs.create();
    await writer.write(randomBytes(SMALL_BYTES));
    return writer.commit();
  };
  const isInMemory = (id: string) => blobs.peek(id, { start: 0, end: 1 }) !== undefined;
  const first = await write();
  const second = await write();
  expect([isInMemory(first), isInMemory(second)]).toEqual([true, false]);
  await blobs.delete(first);
  expect(isInMemory(await write())).toBe(true);
  await blobs.close();
});

test("a small blob keeps no other memory than its own", async () => {
  const blobs = openMemoryBlobs();
  const bytes = randomBytes(SMALL_BYTES);
  const writer = await blobs.create();
  await writer.write(bytes.subarray(0, 1));
  await writer.write(bytes.subarray(1));
  for (const id of [await blobs.put(bytes), await writer.commit()]) {
    expect(blobs.peek(id, { start: 0, end: SMALL_BYTES })?.buffer.byteLength).toBe(SMALL_BYTES);
  }
  await blobs.close();
});
