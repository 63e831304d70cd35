/**
 * What passes through a server does not stay in its memory: streams of zeros go up in one piece and in parts, come
 * down again and are deleted, and the process is as large afterwards as it was early on.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { Agent, type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../../../apps/oxbow/src/main.ts", import.meta.url));
const MIB = 1024 * 1024;
/** More than a server without a folder keeps in memory of one object. */
const OBJECT_BYTES = 32 * MIB;
/** Bytes up and down in a round: an object twice up and once down, and one of parts. */
const ROUND_BYTES = 4 * OBJECT_BYTES;
const TOTAL_BYTES = (process.env.OXBOW_SOAK === undefined ? 0.5 : 50) * 1024 * MIB;
const SOAK_TIMEOUT_MS = 3_600_000;
/** What is left of buffers that V8 has not collected yet comes and goes. */
const ALLOWED_GROWTH_MIB = 96;
const ZEROS = Buffer.alloc(64 * 1024);
/** Without `--auth strict` any well-formed signature will do. */
const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=test/20201231/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=${"0".repeat(64)}`;

const agent = new Agent({ keepAlive: true });
let directory: string;
let child: ChildProcess | undefined;
let endpoint: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "oxbow-flat-"));
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await rm(directory, { recursive: true, force: true });
});

test.for([
  ["without a folder", []],
  ["with one", ["--data-dir"]],
] as const)(
  "memory stays flat while streams pass through a server %s",
  { timeout: SOAK_TIMEOUT_MS },
  async ([, options]) => {
    await start(options.length === 0 ? [] : [...options, directory]);
    await ask("PUT", "/flat", 0);
    const rounds = Math.ceil(TOTAL_BYTES / ROUND_BYTES);
    const sizes: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await passObject();
      await passParts();
      sizes.push(await residentMib());
    }
    const early = Math.max(...sizes.slice(0, Math.ceil(rounds / 4)));
    const late = Math.max(...sizes.slice(-Math.ceil(rounds / 4)));
    if (process.env.OXBOW_SOAK !== undefined)
      process.stderr.write(
        `${(rounds * ROUND_BYTES) / MIB} MiB: ${early} MiB early on, ${late} MiB at the end\n`,
      );
    expect(late - early).toBeLessThan(ALLOWED_GROWTH_MIB);
  },
);

async function passObject(): Promise<void> {
  await ask("PUT", "/flat/object", OBJECT_BYTES);
  expect(await ask("GET", "/flat/object", 0)).toBe(OBJECT_BYTES);
  await ask("DELETE", "/flat/object", 0);
}

/** The second part is put twice: what it replaces has to go. */
async function passParts(): Promise<void> {
  const [, uploadId = ""] =
    /<UploadId>(.*)<\/UploadId>/.exec(await text("POST", "/flat/parts?uploads")) ?? [];
  const part = (number: number): string => `/flat/parts?partNumber=${number}&uploadId=${uploadId}`;
  await ask("PUT", part(1), OBJECT_BYTES / 2);
  await ask("PUT", part(2), OBJECT_BYTES / 4);
  await ask("PUT", part(2), OBJECT_BYTES / 4);
  await ask("DELETE", `/flat/parts?uploadId=${uploadId}`, 0);
  await ask("PUT", "/flat/object", OBJECT_BYTES);
}

async function start(options: readonly string[]): Promise<void> {
  const ports = ["--port", "0", "--rtmp-port", "0", "--edge-port", "0"];
  const server = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", MAIN, "start", "--json", ...ports, ...options],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  child = server;
  const [line] = await Promise.race([
    once(createInterface({ input: server.stdout }), "line"),
    once(server, "exit").then(([code]) => {
      throw new Error(`oxbow start ended with ${code}`);
    }),
  ]);
  ({ endpoint } = JSON.parse(String(line)) as { readonly endpoint: string });
}

/** @returns bytes of the answer's body. @throws Error when it is no success */
async function ask(method: string, target: string, bodyBytes: number): Promise<number> {
  const answer = await send(method, target, bodyBytes);
  let received = 0;
  for await (const bytes of answer as AsyncIterable<Buffer>) received += bytes.byteLength;
  return received;
}

async function text(method: string, target: string): Promise<string> {
  const pieces = await Array.fromAsync((await send(method, target, 0)) as AsyncIterable<Buffer>);
  return Buffer.concat(pieces).toString();
}

async function send(method: string, target: string, bodyBytes: number): Promise<IncomingMessage> {
  const headers = {
    authorization: AUTHORIZATION,
    "x-amz-date": "20201231T000000Z",
    "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
    "content-length": bodyBytes,
  };
  const outgoing = request(`${endpoint}${target}`, { method, agent, headers });
  const answered = once(outgoing, "response");
  await pipeline(Readable.from(zeros(bodyBytes), { objectMode: false }), outgoing);
  const [answer] = (await answered) as [IncomingMessage];
  if ((answer.statusCode ?? 0) >= 300)
    throw new Error(`${method} ${target} was answered ${answer.statusCode}`);
  return answer;
}

function* zeros(byteLength: number): Generator<Buffer> {
  for (let left = byteLength; left > 0; left -= ZEROS.byteLength)
    yield left < ZEROS.byteLength ? ZEROS.subarray(0, left) : ZEROS;
}

async function residentMib(): Promise<number> {
  const status = await readFile(`/proc/${child?.pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}
