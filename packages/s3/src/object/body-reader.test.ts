import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { openMemoryBlobs } from "@oxbow/store";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readBody } from "./body-reader.ts";

test("any range over any chunks is the slice of the whole", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), { maxLength: 6 }),
      fc.nat(120),
      fc.nat(120),
      async (pieces, a, b) => {
        const blobs = openMemoryBlobs();
        const chunks = [];
        for (const piece of pieces) {
          const writer = await blobs.create();
          await writer.write(piece);
          chunks.push({ blob: await writer.commit(), size: piece.byteLength });
        }
        const whole = Buffer.concat(pieces);
        const start = Math.min(a, b, whole.byteLength);
        const end = Math.min(Math.max(a, b), whole.byteLength);
        const body = readBody({ blobs }, chunks, { start, end });
        const read = body instanceof Readable ? await buffer(body) : Buffer.from(body);
        expect(read.equals(whole.subarray(start, end))).toBe(true);
        await blobs.close();
      },
    ),
    { numRuns: 60 },
  );
});
