/** What an S3 request costs: beside s3rver and plain node:http, all asked by the same SDK client. */
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { type Contestant, type CostOptions, costPerRequest } from "../cost-per-request.ts";
import type { BenchGoal, BenchRow } from "../row.ts";
import { type ServerProcess, startServer } from "../server-process.ts";

const KEYS_IN_BUCKET = 100_000;
/**
 * s3rver walks every file at each listing, so that with as many keys a run would take hours. And not one key more
 * than a page: it encrypts a truncated listing's token with a cipher that OpenSSL 3 has retired, and answers 500.
 */
const KEYS_IN_PEER = 1000;
const SMALL: CostOptions = { rounds: 5, requestsPerRound: 1500, requestsAtOnce: 8 };
const LARGE: CostOptions = { rounds: 5, requestsPerRound: 60, requestsAtOnce: 4 };
const LISTING: CostOptions = { rounds: 3, requestsPerRound: 20, requestsAtOnce: 2 };

type Ask = (client: S3Client, index: number) => Promise<unknown>;

const put = (byteLength: number): Ask => {
  const Body = Buffer.alloc(byteLength, 0x78);
  return (client, index) =>
    client.send(new PutObjectCommand({ Bucket: "bench", Key: `put/${byteLength}-${index % 500}`, Body }));
};
const get =
  (byteLength: number): Ask =>
  async (client) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: "bench", Key: `get/${byteLength}` }));
    await Body?.transformToByteArray();
  };
const head: Ask = (client) => client.send(new HeadObjectCommand({ Bucket: "bench", Key: "get/4096" }));
const list: Ask = (client) =>
  client.send(new ListObjectsV2Command({ Bucket: "bench", Prefix: "many/", MaxKeys: 1000 }));

export async function run(): Promise<readonly BenchRow[]> {
  const servers = {
    oxbow: await startServer("oxbow.ts"),
    s3rver: await startServer("s3rver.ts"),
    plain: await startServer("plain-http.ts"),
  };
  const clients = {
    oxbow: clientOf(servers.oxbow, "test"),
    s3rver: clientOf(servers.s3rver, "S3RVER"),
    plain: clientOf(servers.plain, "test"),
  };
  try {
    await clients.oxbow.send(new CreateBucketCommand({ Bucket: "bench", ACL: "public-read-write" }));
    const idleMb = servers.oxbow.residentMb();
    for (const client of [clients.oxbow, clients.s3rver]) {
      for (const byteLength of [4096, 1024 * 1024]) {
        await client.send(
          new PutObjectCommand({
            Bucket: "bench",
            Key: `get/${byteLength}`,
            Body: Buffer.alloc(byteLength, 0x78),
          }),
        );
      }
    }
    const measure = async (
      what: string,
      ask: Ask,
      options: CostOptions,
      peers: readonly (keyof typeof servers)[],
      goals: readonly BenchGoal[],
    ): Promise<BenchRow> => {
      const contestants = Object.fromEntries(
        (["oxbow", ...peers] as const).map((name): [string, Contestant] => [
          name,
          { server: servers[name], request: (index) => ask(clients[name], index) },
        ]),
      );
      process.stderr.write(`  measuring ${what}\n`);
      return { what, unit: "CPU µs", figures: await costPerRequest(contestants, options), goals };
    };
    const both = ["s3rver", "plain"] as const;
    const rows = [
      await measure("put 4 KiB", put(4096), SMALL, both, [
        { peer: "s3rver", limit: 0.12 },
        { peer: "plain", limit: 6 },
      ]),
      await measure("get 4 KiB", get(4096), SMALL, both, [
        { peer: "s3rver", limit: 0.08 },
        { peer: "plain", limit: 3 },
      ]),
      await measure("head", head, SMALL, both, []),
      await measure("put 1 MiB", put(1024 * 1024), LARGE, both, []),
      await measure("get 1 MiB", get(1024 * 1024), LARGE, both, [
        { peer: "s3rver", limit: 0.1 },
        { peer: "plain", limit: 1.4 },
      ]),
    ];
    await fill(servers.oxbow, KEYS_IN_BUCKET, 16);
    await fill(servers.s3rver, KEYS_IN_PEER, 1);
    const what = `list 1,000 of ${KEYS_IN_BUCKET.toLocaleString("en")} (s3rver: of ${KEYS_IN_PEER.toLocaleString("en")})`;
    rows.push(await measure(what, list, LISTING, ["s3rver"], [{ peer: "s3rver", limit: 0.01 }]));
    return [
      ...rows,
      { what: "idle memory", unit: "MB", figures: { oxbow: idleMb }, goals: [{ limit: 140 }] },
    ];
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}

function clientOf({ endpoint }: ServerProcess, key: string): S3Client {
  return new S3Client({
    endpoint,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: key, secretAccessKey: key },
  });
}

/** Puts keys as anybody may into a bucket that lets anybody write: signing a hundred thousand requests takes minutes. */
async function fill({ endpoint }: ServerProcess, count: number, atOnce: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let index = next++; index < count; index = next++) {
        const path = `/bench/many/${String(index).padStart(7, "0")}`;
        const put = request(`${endpoint}${path}`, { method: "PUT", agent, headers: { "content-length": 1 } });
        put.end("x");
        const [answer] = (await once(put, "response")) as [IncomingMessage];
        answer.resume();
        await once(answer, "end");
        if (answer.statusCode !== 200) throw new Error(`PUT ${path} was answered ${answer.statusCode}`);
      }
    }),
  );
  agent.destroy();
}
