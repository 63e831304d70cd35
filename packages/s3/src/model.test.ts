import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFileBlobs, openFileStore, openMemoryBlobs, openMemoryStore } from "@oxbow/store";
import { onTestFinished } from "vitest";
import { testAgainstModel } from "./model.cases.ts";

const RUNS = process.env.OXBOW_SOAK === undefined ? 40 : 2000;

testAgainstModel("in memory", async () => ({ store: openMemoryStore(), blobs: openMemoryBlobs() }), RUNS);

testAgainstModel(
  "in files",
  async () => {
    const directory = await mkdtemp(join(tmpdir(), "oxbow-s3-"));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    return {
      store: await openFileStore({ directory }),
      blobs: await openFileBlobs({ directory: join(directory, "blobs") }),
    };
  },
  Math.ceil(RUNS / 4),
);
