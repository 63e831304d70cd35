/**
 * What an S3 request costs, beside s3rver and plain node:http.
 *
 * The same requests go to all of them, signed beforehand and verified by those who verify, over sockets that stay open.
 * The client is a process of its own that does next to nothing: with an SDK for a client servers wait most of the time,
 * and what they are then charged for is waking up, plain node:http three times as much as it costs to be kept busy.
 */
import { type CostOptions, costPerRound, type RoundContestant } from "../cost-per-request.ts";
import { type HttpLoadProcess, startHttpLoad } from "../load/http-load.ts";
import type { WrittenRequest } from "../load/http-load-client.ts";
import { type S3Request, type Signer, signRequest } from "../load/sign-request.ts";
import type { BenchGoal, BenchRow } from "../row.ts";
import { fillS3rver } from "../s3rver-files.ts";
import { type ServerProcess, startProduct, startServer } from "../server-process.ts";

const KEYS_IN_BUCKET = 100_000;
const KIB_4 = 4096;
const MIB_1 = 1024 * 1024;
/** V8 goes on compiling for ten thousand requests, which is charged to them. */
const SMALL: CostOptions = { rounds: 5, requestsPerRound: 3000, requestsAtOnce: 1, warmUpRounds: 4 };
const SMALL_BUSY: CostOptions = { ...SMALL, requestsAtOnce: 32 };
const LARGE: CostOptions = { rounds: 5, requestsPerRound: 100, requestsAtOnce: 1, warmUpRounds: 2 };
const LISTING: CostOptions = { rounds: 4, requestsPerRound: 12, requestsAtOnce: 4, warmUpRounds: 2 };
const FILLING_AT_ONCE = 32;
/** Requests that are signed and handed to the client at a time. */
const FILLING_BATCH = 10_000;

const puts = (bodyBytes: number, keys: number): readonly S3Request[] =>
  Array.from({ length: keys }, (_, index) => ({
    method: "PUT",
    path: `/bench/put/${bodyBytes}-${index}`,
    bodyBytes,
  }));
const get = (bodyBytes: number): S3Request => ({ method: "GET", path: `/bench/get/${bodyBytes}` });
/**
 * The first page of many. By the first version of the operation: for the second one s3rver encrypts a continuation
 * token with a cipher that OpenSSL 3 has retired, and answers 500.
 */
const LIST: S3Request = { method: "GET", path: "/bench", query: "max-keys=1000&prefix=many%2F" };
const keyInBucket = (index: number): string => `many/${String(index).padStart(7, "0")}`;

interface Party {
  readonly server: ServerProcess;
  readonly signer: Signer;
  readonly port: number;
}

export async function run(): Promise<readonly BenchRow[]> {
  const load = startHttpLoad();
  const parties = {
    oxbow: partyOf(await startProduct("--auth", "strict", "--log-level", "silent"), "test"),
    s3rver: partyOf(await startServer("s3rver.ts"), "S3RVER"),
    plain: partyOf(await startServer("plain-http.ts"), "test"),
  };
  try {
    await ask(load, parties.oxbow, [{ method: "PUT", path: "/bench" }], 1);
    const idleMb = parties.oxbow.server.residentMb();
    for (const party of [parties.oxbow, parties.s3rver])
      for (const bodyBytes of [KIB_4, MIB_1])
        await ask(load, party, [{ method: "PUT", path: `/bench/get/${bodyBytes}`, bodyBytes }], 1);

    const measure = async (
      what: string,
      requests: readonly S3Request[],
      options: CostOptions,
      peers: readonly (keyof typeof parties)[],
      goals: readonly BenchGoal[],
    ): Promise<BenchRow> => {
      process.stderr.write(`  measuring ${what}\n`);
      const contestants = (["oxbow", ...peers] as const).map((name): [string, RoundContestant] => {
        const { server, signer, port } = parties[name];
        const written = requests.map((request) => signRequest(request, signer));
        const count = options.requestsPerRound;
        const connections = options.requestsAtOnce;
        return [name, { server, round: () => load.run({ port, requests: written, count, connections }) }];
      });
      const figures = await costPerRound(Object.fromEntries(contestants), options);
      return { what, unit: "CPU µs", figures, goals };
    };
    const both = ["s3rver", "plain"] as const;
    const putGoals: readonly BenchGoal[] = [
      { peer: "s3rver", limit: 0.12 },
      { peer: "plain", limit: 6 },
    ];
    const getGoals: readonly BenchGoal[] = [
      { peer: "s3rver", limit: 0.08 },
      { peer: "plain", limit: 3 },
    ];
    const rows = [
      await measure("put 4 KiB", puts(KIB_4, 500), SMALL, both, putGoals),
      await measure("put 4 KiB, 32 at once", puts(KIB_4, 500), SMALL_BUSY, both, putGoals),
      await measure("get 4 KiB", [get(KIB_4)], SMALL, both, getGoals),
      await measure("get 4 KiB, 32 at once", [get(KIB_4)], SMALL_BUSY, both, getGoals),
      await measure("head", [{ method: "HEAD", path: `/bench/get/${KIB_4}` }], SMALL, both, []),
      await measure("put 1 MiB", puts(MIB_1, 20), LARGE, both, []),
      await measure("get 1 MiB", [get(MIB_1)], LARGE, both, [
        { peer: "s3rver", limit: 0.1 },
        { peer: "plain", limit: 1.4 },
      ]),
    ];
    await fill(load, parties.oxbow);
    fillS3rver(String(parties.s3rver.server.ready.directory), "bench", keysInBucket());
    const what = `list 1,000 of ${KEYS_IN_BUCKET.toLocaleString("en")}`;
    rows.push(await measure(what, [LIST], LISTING, ["s3rver"], [{ peer: "s3rver", limit: 0.01 }]));
    return [
      ...rows,
      { what: "idle memory", unit: "MB", figures: { oxbow: idleMb }, goals: [{ limit: 140 }] },
    ];
  } finally {
    await load.stop();
    for (const { server } of Object.values(parties)) await server.stop();
  }
}

function partyOf(server: ServerProcess, key: string): Party {
  const { host, port } = new URL(server.endpoint);
  return { server, signer: { host, key }, port: Number(port) };
}

async function ask(
  load: HttpLoadProcess,
  { port, signer }: Party,
  requests: readonly S3Request[],
  connections: number,
): Promise<void> {
  const written: readonly WrittenRequest[] = requests.map((request) => signRequest(request, signer));
  await load.run({ port, requests: written, count: written.length, connections });
}

async function fill(load: HttpLoadProcess, party: Party): Promise<void> {
  process.stderr.write("  filling buckets\n");
  const requests = keysInBucket().map(
    (key): S3Request => ({ method: "PUT", path: `/bench/${key}`, bodyBytes: 1 }),
  );
  for (let start = 0; start < requests.length; start += FILLING_BATCH)
    await ask(load, party, requests.slice(start, start + FILLING_BATCH), FILLING_AT_ONCE);
}

function keysInBucket(): readonly string[] {
  return Array.from({ length: KEYS_IN_BUCKET }, (_, index) => keyInBucket(index));
}
