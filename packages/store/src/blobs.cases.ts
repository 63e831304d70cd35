import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { BlobStore } from "./blobs.ts";

/** Bytes of the blobs in these cases; engines with a threshold set it between the two. */
export const SMALL_BYTES = 1000;
export const LARGE_BYTES = 1_000_000;

/** What every engine must do. */
export function describeBlobs(name: string, open: () => Promise<BlobStore>): void {
  describe(name, () => {
    const opened: BlobStore[] = [];
    const openBlobs = async () => {
      const blobs = await open();
      opened.push(blobs);
      return blobs;
    };
    afterEach(async () => {
      for (const blobs of opened.splice(0)) await blobs.close();
    });

    test.for([0, 1, SMALL_BYTES, LARGE_BYTES])(
      "gives back %d bytes and any range of them",
      async (byteLength) => {
        const blobs = await openBlobs();
        const bytes = randomBytes(byteLength);
        const id = await write(blobs, bytes, 65_536);
        expect((await readAll(blobs, id, 0, byteLength)).equals(bytes)).toBe(true);
        await fc.assert(
          fc.asyncProperty(fc.nat(byteLength), fc.nat(byteLength), async (a, b) => {
            const start = Math.min(a, b);
            const end = Math.max(a, b);
            expect((await readAll(blobs, id, start, end)).equals(bytes.subarray(start, end))).toBe(true);
            const peeked = blobs.peek(id, { start, end });
            if (peeked !== undefined) expect(bytes.subarray(start, end).equals(peeked)).toBe(true);
          }),
          { numRuns: 20 },
        );
      },
    );

    test.for([SMALL_BYTES, LARGE_BYTES])(
      "takes over a blob of %d bytes under the id it had",
      async (byteLength) => {
        const blobs = await openBlobs();
        const bytes = randomBytes(byteLength);
        const id = "4cd3e6b0-15f6-4a4e-9d3c-0c8f4f1f2a3b";
        expect(await write(blobs, bytes, 65_536, id)).toBe(id);
        expect((await readAll(blobs, id, 0, byteLength)).equals(bytes)).toBe(true);
        expect(await blobs.list()).toEqual([id]);
      },
    );

    test("the stream of a blob that does not exist fails", async () => {
      const blobs = await openBlobs();
      await expect(readAll(blobs, "00000000-0000-0000-0000-000000000000", 0, 1)).rejects.toThrow();
    });

    test.for([SMALL_BYTES, LARGE_BYTES])("keeps %d bytes that are all there", async (byteLength) => {
      const blobs = await openBlobs();
      const bytes = randomBytes(byteLength);
      // A view of more: what lies around it is not the blob's.
      const id = await blobs.put(Buffer.concat([bytes, bytes]).subarray(0, byteLength));
      expect(await blobs.list()).toEqual([id]);
      expect((await readAll(blobs, id, 0, byteLength)).equals(bytes)).toBe(true);
      expect((await readAll(blobs, id, 1, 3)).equals(bytes.subarray(1, 3))).toBe(true);
      await blobs.delete(id);
      expect(await blobs.list()).toEqual([]);
    });

    test.for([SMALL_BYTES, LARGE_BYTES])(
      "does not change with the memory that its %d bytes came in",
      async (byteLength) => {
        const blobs = await openBlobs();
        const bytes = randomBytes(byteLength);
        // Memory that holds nothing else: an engine may be tempted to keep it.
        const lent = new Uint8Array(bytes);
        const ids = [await blobs.put(lent), await write(blobs, Buffer.from(lent.buffer), byteLength)];
        lent.fill(0);
        for (const id of ids) {
          expect((await readAll(blobs, id, 0, byteLength)).equals(bytes)).toBe(true);
        }
      },
    );

    test.for([SMALL_BYTES, LARGE_BYTES])("an aborted blob of %d bytes leaves nothing", async (byteLength) => {
      const blobs = await openBlobs();
      const writer = await blobs.create();
      await writer.write(randomBytes(byteLength));
      await writer.abort();
      await writer.abort();
      expect(await blobs.list()).toEqual([]);
    });

    test.for([SMALL_BYTES, LARGE_BYTES])(
      "deletes a blob of %d bytes, twice without complaint",
      async (byteLength) => {
        const blobs = await openBlobs();
        const id = await write(blobs, randomBytes(byteLength), byteLength);
        expect(await blobs.list()).toEqual([id]);
        await blobs.delete(id);
        await blobs.delete(id);
        expect(await blobs.list()).toEqual([]);
        await expect(readAll(blobs, id, 0, 1)).rejects.toThrow();
      },
    );

    test("a reader that is under way when the blob is deleted finishes", async () => {
      const blobs = await openBlobs();
      const bytes = randomBytes(LARGE_BYTES);
      const id = await write(blobs, bytes, bytes.byteLength);
      const stream = blobs.read(id, { start: 0, end: bytes.byteLength });
      await blobs.delete(id);
      expect((await buffer(stream)).equals(bytes)).toBe(true);
    });

    test("clear forgets all and goes on working", async () => {
      const blobs = await openBlobs();
      await write(blobs, randomBytes(SMALL_BYTES), SMALL_BYTES);
      await write(blobs, randomBytes(LARGE_BYTES), LARGE_BYTES);
      await blobs.clear();
      expect(await blobs.list()).toEqual([]);
      const bytes = randomBytes(SMALL_BYTES);
      expect((await readAll(blobs, await write(blobs, bytes, 1000), 0, SMALL_BYTES)).equals(bytes)).toBe(
        true,
      );
    });
  });
}

async function write(blobs: BlobStore, bytes: Buffer, chunkBytes: number, id?: string): Promise<string> {
  const writer = await blobs.create(id);
  for (let start = 0; start < bytes.byteLength; start += chunkBytes) {
    await writer.write(bytes.subarray(start, start + chunkBytes));
  }
  return writer.commit();
}

async function readAll(blobs: BlobStore, id: string, start: number, end: number): Promise<Buffer> {
  return buffer(blobs.read(id, { start, end }));
}
