/** `oxbow edge`: the edge in a process of its own, reading an S3 over HTTP and its distributions from a file. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import {
  CloudFrontClient,
  CreateCloudFrontOriginAccessIdentityCommand,
  CreateDistributionCommand,
  CreateStreamingDistributionCommand,
  GetDistributionCommand,
  GetStreamingDistributionCommand,
  type StreamingDistributionConfig,
} from "@aws-sdk/client-cloudfront";
import {
  CreateBucketCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { type RunningMockCloud, startMockCloud } from "@oxbow/mock-cloud/server";
import { type CommandResult, diffPackets, probePackets, runCommand, sampleFile } from "@oxbow/testkit";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";

const MAIN = fileURLToPath(new URL("../../../apps/oxbow/src/main.ts", import.meta.url));
const ENVIRONMENT = { ...process.env, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

interface Ready {
  readonly rtmp: string;
  readonly edge: string;
  readonly admin: string;
}

let folder: string;
let cloud: RunningMockCloud;
let cloudfront: CloudFrontClient;
let s3: S3Client;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oxbow-edge-"));
  cloud = await startMockCloud({
    ...{ port: 0, rtmpPorts: [0], edgePort: 0 },
    deploy: "next-read",
    logLevel: "silent",
  });
  cloudfront = new CloudFrontClient(cloud.clientConfig());
  s3 = new S3Client(cloud.clientConfig());
  for (const Bucket of ["films", "edge-logs"]) await s3.send(new CreateBucketCommand({ Bucket }));
  const Body = await readFile(sampleFile("videos/clock.flv"));
  const put = (Key: string, more: { readonly ACL?: "public-read"; readonly Body?: string } = {}) =>
    s3.send(new PutObjectCommand({ Bucket: "films", Key, Body, ...more }));
  await put("videos/clock.flv", { ACL: "public-read" });
  await put("videos/private.flv");
  await put("index.html", { ACL: "public-read", Body: "<title>films</title>" });
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});
afterAll(async () => {
  await cloud?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A distribution as `aws cloudfront get-streaming-distribution` prints it. */
async function described(
  config: Partial<StreamingDistributionConfig> = {},
): Promise<Record<string, unknown>> {
  const { StreamingDistribution } = await cloudfront.send(
    new CreateStreamingDistributionCommand({
      StreamingDistributionConfig: {
        CallerReference: `edge-${Math.random()}`,
        S3Origin: { DomainName: "films.s3.amazonaws.com", OriginAccessIdentity: "" },
        Comment: "",
        TrustedSigners: { Enabled: false, Quantity: 0 },
        Enabled: true,
        ...config,
      },
    }),
  );
  const { $metadata: _, ...answer } = await cloudfront.send(
    new GetStreamingDistributionCommand({ Id: StreamingDistribution?.Id ?? "" }),
  );
  return answer;
}

async function written(distributions: unknown): Promise<string> {
  const file = join(folder, `${Math.random()}.json`);
  await writeFile(file, JSON.stringify(distributions));
  return file;
}

const argumentsFor = (file: string, ...more: string[]): string[] => [
  ...[
    "--disable-warning=ExperimentalWarning",
    MAIN,
    "edge",
    "--distributions",
    file,
    "--origin",
    cloud.endpoint,
  ],
  ...["--rtmp-port", "0", "--edge-port", "0", "--admin-port", "0", "--json", ...more],
];

async function start(file: string, ...more: string[]): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = spawn(process.execPath, argumentsFor(file, ...more), {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...ENVIRONMENT, OXBOW_LOG_LEVEL: "error" },
  });
  running.push(child);
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout ?? process.stdin }), "line"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`oxbow edge ended with ${code}`))),
  ]);
  return { child, ready: JSON.parse(String(line)) as Ready };
}

const refused = (file: string, ...more: string[]): Promise<CommandResult> =>
  runCommand(process.execPath, argumentsFor(file, ...more));

test("ffmpeg gets every packet, operators their figures, the bucket its log, and a signal ends it", async () => {
  const file = await written(
    await described({ Logging: { Enabled: true, Bucket: "edge-logs.s3.amazonaws.com", Prefix: "alone/" } }),
  );
  const { child, ready } = await start(file, "--log-interval", "1");
  expect(
    diffPackets(
      await probePackets(sampleFile("videos/clock.flv")),
      await probePackets(`${ready.rtmp}/cfx/st/videos/clock.flv`, ["-rtmp_buffer", "600000"]),
    ),
  ).toEqual([]);
  const metrics = await (await fetch(`${ready.admin}/_oxbow/metrics`)).text();
  expect(metrics).toMatch(/^oxbow_edge_origin_requests_total\{.*\} [1-9]/m);
  expect(await (await fetch(`${ready.admin}/_oxbow/sessions`)).json()).toEqual([]);
  await vi.waitFor(
    async () => {
      const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: "edge-logs", Prefix: "alone/" }));
      expect(KeyCount).toBeGreaterThan(0);
    },
    { timeout: 10_000, interval: 100 },
  );
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});

test("what nobody may read is read on behalf of an identity only", async () => {
  const { CloudFrontOriginAccessIdentity: identity } = await cloudfront.send(
    new CreateCloudFrontOriginAccessIdentityCommand({
      CloudFrontOriginAccessIdentityConfig: { CallerReference: "edge", Comment: "" },
    }),
  );
  await s3.send(
    new PutBucketPolicyCommand({
      Bucket: "films",
      Policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { CanonicalUser: identity?.S3CanonicalUserId },
            Action: "s3:GetObject",
            Resource: "arn:aws:s3:::films/videos/private.flv",
          },
        ],
      }),
    }),
  );
  const open = await described();
  const closed = await described({
    S3Origin: {
      DomainName: "films.s3.amazonaws.com",
      OriginAccessIdentity: `origin-access-identity/cloudfront/${identity?.Id}`,
    },
  });
  const { ready } = await start(await written([open, closed]));
  const statusOf = async (answer: Record<string, unknown>): Promise<number> => {
    const { DomainName } = answer.StreamingDistribution as { readonly DomainName: string };
    const response = await fetch(`${ready.edge}/_oxbow/at/${DomainName}/cfx/st/videos/private.flv`);
    await response.body?.cancel();
    return response.status;
  };
  expect([await statusOf(open), await statusOf(closed)]).toEqual([404, 200]);
});

test("a web distribution is served beside it, and SIGHUP takes up what the file says now", async () => {
  const { Distribution } = await cloudfront.send(
    new CreateDistributionCommand({
      DistributionConfig: {
        CallerReference: "edge-web",
        Comment: "",
        Enabled: true,
        DefaultRootObject: "index.html",
        Origins: {
          Quantity: 1,
          Items: [
            { Id: "s3", DomainName: "films.s3.amazonaws.com", S3OriginConfig: { OriginAccessIdentity: "" } },
          ],
        },
        DefaultCacheBehavior: {
          TargetOriginId: "s3",
          ViewerProtocolPolicy: "allow-all",
          ForwardedValues: { QueryString: false, Cookies: { Forward: "none" } },
          MinTTL: 0,
          TrustedSigners: { Enabled: false, Quantity: 0 },
        },
      },
    }),
  );
  const { $metadata: _, ...web } = await cloudfront.send(
    new GetDistributionCommand({ Id: Distribution?.Id ?? "" }),
  );
  const streaming = await described();
  const file = await written(streaming);
  const { child, ready } = await start(file);
  const page = `${ready.edge}/_oxbow/at/${Distribution?.DomainName}/`;
  expect((await fetch(page)).status).toBe(403);
  await writeFile(file, JSON.stringify([streaming, web]));
  child.kill("SIGHUP");
  await vi.waitFor(async () => expect(await (await fetch(page)).text()).toBe("<title>films</title>"), {
    timeout: 10_000,
    interval: 50,
  });
});

test("a file that cannot be used is a usage error that names the member", async () => {
  const streaming = (await described()).StreamingDistribution as Record<string, unknown>;
  const cases: readonly (readonly [content: unknown, message: string])[] = [
    [[], "names no distribution"],
    [{ DistributionList: {} }, "aws cloudfront get-streaming-distribution --id ID"],
    [
      { StreamingDistribution: { ...streaming, DomainName: 7 } },
      "entry 0: StreamingDistribution.DomainName is 7",
    ],
    [
      { StreamingDistribution: { ...streaming, StreamingDistributionConfig: { Enabled: "yes" } } },
      'StreamingDistributionConfig.Enabled is "yes": write true or false',
    ],
    [[{ StreamingDistribution: streaming }, { StreamingDistribution: streaming }], "belongs to both"],
  ];
  for (const [content, message] of cases) {
    const result = await refused(await written(content));
    expect([result.code, result.stderr]).toEqual([2, expect.stringContaining(message)]);
  }
  const result = await refused(
    await written({ StreamingDistribution: streaming }),
    "--key-pair",
    "APKA=nowhere.pem",
  );
  expect([result.code, result.stderr]).toEqual([2, expect.stringContaining("nowhere.pem")]);
});
