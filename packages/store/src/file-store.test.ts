import { expect, test } from "vitest";
import { openFileStore } from "./file-store.ts";
import { describeStore } from "./store.cases.ts";
import { temporaryDirectory } from "./temporary-directory.cases.ts";

describeStore("file store", async () => openFileStore({ directory: await temporaryDirectory() }));

test("finds its documents and revisions again", async () => {
  const directory = await temporaryDirectory();
  const first = await openFileStore({ directory });
  await first.commit([{ kind: "put", collection: "c", key: "k", value: { n: 1 } }]);
  const before = await first.get("c", "k");
  await first.close();
  const second = await openFileStore({ directory });
  expect(await second.get("c", "k")).toEqual(before);
  await second.commit([
    { kind: "put", collection: "c", key: "k", value: { n: 2 }, expect: before?.revision ?? -1 },
  ]);
  await second.close();
});

test("two stores on one file see each other's commits and conflicts", async () => {
  const directory = await temporaryDirectory();
  const here = await openFileStore({ directory });
  const there = await openFileStore({ directory });
  await here.commit([{ kind: "put", collection: "c", key: "k", value: 1 }]);
  const seen = await there.get("c", "k");
  expect(seen?.value).toBe(1);
  await there.commit([{ kind: "put", collection: "c", key: "k", value: 2 }]);
  expect((await here.get("c", "k"))?.value).toBe(2);
  await expect(
    here.commit([{ kind: "put", collection: "c", key: "k", value: 3, expect: seen?.revision ?? -1 }]),
  ).rejects.toMatchObject({ code: "ERR_STORE_CONFLICT" });
  await here.close();
  await there.close();
});
