import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { openFileBlobs } from "./file-blobs.ts";
import { openFileStore } from "./file-store.ts";
import { temporaryDirectory } from "./temporary-directory.cases.ts";

/** Writes blobs and the documents that name them for ever, and says each key when it is acknowledged. */
const WRITER = `
import { openFileBlobs } from ${JSON.stringify(new URL("./file-blobs.ts", import.meta.url).href)};
import { openFileStore } from ${JSON.stringify(new URL("./file-store.ts", import.meta.url).href)};
const [directory] = process.argv.slice(1);
const store = await openFileStore({ directory });
const blobs = await openFileBlobs({ directory: directory + "/blobs" });
for (let n = 0; ; n++) {
  const writer = await blobs.create();
  await writer.write(Buffer.from("bytes of " + n));
  const blob = await writer.commit();
  await store.commit([{ kind: "put", collection: "c", key: String(n), value: { blob }, expect: "absent" }]);
  process.stdout.write(n + "\\n");
}
`;

const KILLS = process.env.OXBOW_SOAK === undefined ? 3 : 300;
/** The rounds differ in how much there was when the process died; so many kinds of them. */
const STAGES = 15;

test("what was acknowledged before the process was killed is there, whole", {
  timeout: KILLS * 20_000,
}, async () => {
  for (let round = 0; round < KILLS; round++) {
    const directory = await temporaryDirectory();
    const acknowledged = await writeUntilKilled(directory, 1 + (round % STAGES) * 20);
    const store = await openFileStore({ directory });
    const blobs = await openFileBlobs({ directory: join(directory, "blobs") });
    for (const key of acknowledged) {
      const document = await store.get<{ blob: string }>("c", key);
      const text = `bytes of ${key}`;
      const bytes = await buffer(blobs.read(document?.value.blob ?? "", { start: 0, end: text.length }));
      expect(bytes.toString()).toBe(text);
    }
    await store.close();
    await blobs.close();
  }
});

/** Kills the writer when it has acknowledged `count` documents; answers all that it did. */
async function writeUntilKilled(directory: string, count: number): Promise<readonly string[]> {
  const writer = spawn(process.execPath, ["--input-type=module", "-e", WRITER, directory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(writer, "exit");
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === count) writer.kill("SIGKILL");
  }
  await exited;
  expect(acknowledged.length).toBeGreaterThanOrEqual(count);
  return acknowledged;
}
