/** A server that is killed in the middle of uploads has lost nothing that it acknowledged, and shows nothing half. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterEach, beforeEach, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../../../apps/oxbow/src/main.ts", import.meta.url));
const ROUNDS = process.env.OXBOW_SOAK === undefined ? 3 : 100;
const WRITERS = 6;
/** One object in so many is large enough to be on its way when the process dies. */
const LARGE_EVERY = 5;

let directory: string;
let child: ChildProcess | undefined;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "oxbow-crash-"));
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await rm(directory, { recursive: true, force: true });
});

async function start(): Promise<{ readonly server: ChildProcess; readonly s3: S3Client }> {
  const ports = ["--port", "0", "--rtmp-port", "0", "--edge-port", "0"];
  const server = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", MAIN, "start", "--json", ...ports, "--data-dir", directory],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  child = server;
  const [line] = await Promise.race([
    once(createInterface({ input: server.stdout }), "line"),
    once(server, "exit").then(([code]) => {
      throw new Error(`oxbow start ended with ${code}`);
    }),
  ]);
  const { endpoint } = JSON.parse(String(line)) as { readonly endpoint: string };
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const s3 = new S3Client({
    endpoint,
    region: "us-east-1",
    forcePathStyle: true,
    credentials,
    maxAttempts: 1,
  });
  return { server, s3 };
}

/** What a key has to hold: bytes that no other key has. */
function contentOf(key: string): Buffer {
  const isLarge = Number(key.split("/")[1]) % LARGE_EVERY === 0;
  return Buffer.alloc(isLarge ? 2_000_000 : 500, createHash("sha256").update(key).digest());
}

/** Puts objects until the server dies, which it is made to when `killAfter` puts are acknowledged. */
async function putUntilKilled(
  { server, s3 }: Awaited<ReturnType<typeof start>>,
  round: number,
  killAfter: number,
): Promise<readonly string[]> {
  const acknowledged: string[] = [];
  const ended = once(server, "exit");
  // Who waits for an answer then waits in vain.
  const dead = new AbortController();
  server.once("exit", () => dead.abort());
  let next = 0;
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      for (;;) {
        const key = `${round}/${next++}`;
        try {
          await s3.send(new PutObjectCommand({ Bucket: "kept", Key: key, Body: contentOf(key) }), {
            abortSignal: dead.signal,
          });
        } catch (error) {
          // A server that lives has to answer.
          if (!server.killed) throw error;
          // It is dead: nobody was told that this one is stored.
          return;
        }
        acknowledged.push(key);
        if (acknowledged.length === killAfter) server.kill("SIGKILL");
      }
    }),
  );
  await ended;
  return acknowledged;
}

test(
  `${ROUNDS} kills lose nothing that was acknowledged`,
  async () => {
    const acknowledged: string[] = [];
    let running = await start();
    await running.s3.send(new CreateBucketCommand({ Bucket: "kept" }));
    for (let round = 0; round < ROUNDS; round++) {
      acknowledged.push(...(await putUntilKilled(running, round, 7 + ((round * 13) % 40))));
      running = await start();
      const listed = new Set<string>();
      for await (const { Contents = [] } of paginateListObjectsV2({ client: running.s3 }, { Bucket: "kept" }))
        for (const { Key = "" } of Contents) listed.add(Key);
      expect(acknowledged.filter((key) => !listed.has(key))).toEqual([]);
      // Those that were not acknowledged may be there, but whole. Earlier rounds were read before.
      for (const key of [...listed].filter((it) => it.startsWith(`${round}/`))) {
        const { Body } = await running.s3.send(new GetObjectCommand({ Bucket: "kept", Key: key }));
        const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
        expect(bytes.equals(contentOf(key)), key).toBe(true);
      }
      // One file an object: what a killed upload had stored is gone.
      const files = await readdir(join(directory, "blobs"), { recursive: true, withFileTypes: true });
      expect(files.filter((file) => file.isFile()).length).toBe(listed.size);
    }
  },
  ROUNDS * 30_000,
);
