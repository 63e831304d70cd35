import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { describeBlobs } from "./blobs.cases.ts";
import { openFileBlobs } from "./file-blobs.ts";
import { temporaryDirectory } from "./temporary-directory.cases.ts";

describeBlobs("file blobs", async () => openFileBlobs({ directory: await temporaryDirectory() }));

test("a new start finds what was committed and removes what was not", async () => {
  const directory = await temporaryDirectory();
  const first = await openFileBlobs({ directory });
  const committed = await first.create();
  await committed.write(Buffer.from("whole"));
  const id = await committed.commit();
  const abandoned = await first.create();
  await abandoned.write(Buffer.alloc(1_000_000));

  const second = await openFileBlobs({ directory });
  expect(await readdir(join(directory, "incoming"))).toEqual([]);
  expect(await second.list()).toEqual([id]);
  expect((await buffer(second.read(id, { start: 0, end: 5 }))).toString()).toBe("whole");
  await abandoned.abort();
});
