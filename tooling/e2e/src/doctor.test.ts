/** The troubleshooting list: every test breaks one thing on a running cloud and sees that finding and no other. */
import { createSign, generateKeyPairSync } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  GetStreamingDistributionConfigCommand,
  type StreamingDistributionConfig,
  UpdateStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import {
  CopyObjectCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  PutBucketAclCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { type RunningMockCloud, type ServerOptions, startMockCloud } from "@oxbow/mock-cloud/server";
import {
  applyPlan,
  type CheckResult,
  createSiteClients,
  type DoctorDns,
  type DoctorOptions,
  type DoctorTarget,
  diagnoseStreamingSite,
  planStreamingSite,
  type SiteAddresses,
  type SiteClients,
  type StreamingSite,
  type StreamingSiteInput,
  toStreamingSite,
} from "@oxbow/provisioning";
import { parseStream, toStreamerFile } from "@oxbow/stream-url";
import { type SignStreamOptions, signStream } from "@oxbow/stream-url/sign";
import { sampleFile } from "@oxbow/testkit";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

const MEDIA = "doctor-media";
const PLAYER = "doctor-player";

let folder: string;
let cloud: RunningMockCloud;
let clients: SiteClients;
let site: StreamingSite;
let addresses: SiteAddresses;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oxbow-doctor-"));
  await mkdir(join(folder, "media/videos"), { recursive: true });
  await mkdir(join(folder, "player"));
  for (const name of ["videos/clock.flv", "videos/clock.mp4"])
    await symlink(sampleFile(name), join(folder, "media", name));
  await writeFile(
    join(folder, "player/index.html"),
    "<!doctype html><script>stream.play(name, 0, -1)</script>",
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => cloud.close());

async function provision(more: Partial<StreamingSiteInput> = {}, options: ServerOptions = {}): Promise<void> {
  cloud = await startMockCloud({
    port: 0,
    rtmpPorts: [0],
    edgePort: 0,
    deploy: "next-read",
    logLevel: "silent",
    ...options,
  });
  clients = createSiteClients(cloud.clientConfig());
  site = toStreamingSite({
    name: "doctor",
    media: { bucket: MEDIA, directory: join(folder, "media") },
    player: { bucket: PLAYER, directory: join(folder, "player"), configuration: "config.json" },
    ...more,
  });
  for await (const event of applyPlan(await planStreamingSite(site, clients), clients, { pollMs: 1 })) {
    if (event.type === "waiting")
      await fetch(`${cloud.endpoint}/_oxbow/deployments/complete`, { method: "POST" });
    if (event.type === "done") addresses = event.site;
  }
}

const diagnose = (target: DoctorTarget, options: DoctorOptions = {}): Promise<readonly CheckResult[]> =>
  diagnoseStreamingSite(target, {
    clients,
    via: new URL(cloud.rtmp).host,
    tunnelVia: new URL(cloud.edge).host,
    ...options,
  });

/** Codes of what is at fault; every fault has to say what was seen and what to do. */
function faultsOf(results: readonly CheckResult[]): readonly string[] {
  const faults = results.filter(({ verdict }) => verdict === "fault");
  for (const { evidence, fix } of faults) expect([evidence === "", fix === ""]).toEqual([false, false]);
  return faults.map(({ code }) => code);
}

const verdictOf = (results: readonly CheckResult[], code: string): string | undefined =>
  results.find((it) => it.code === code)?.verdict;

const stream = (file: string): { readonly streamer: string; readonly file: string } => ({
  streamer: addresses.streamer,
  file,
});

async function update(change: Partial<StreamingDistributionConfig>): Promise<void> {
  const Id = addresses.streamingDistributionId;
  const { StreamingDistributionConfig: config, ETag } = await clients.cloudfront.send(
    new GetStreamingDistributionConfigCommand({ Id }),
  );
  if (config === undefined) throw new Error("no configuration");
  await clients.cloudfront.send(
    new UpdateStreamingDistributionCommand({
      Id,
      IfMatch: ETag,
      StreamingDistributionConfig: { ...config, ...change },
    }),
  );
}

test.each(["public-objects", "origin-access-identity"] as const)(
  "a healthy site (%s) has none",
  async (access) => {
    await provision({ access });
    const ofSite = await diagnose(site);
    expect(ofSite.filter(({ verdict }) => verdict !== "ok")).toEqual([]);
    expect(ofSite.length).toBe(14);
    const byAddress = `${cloud.rtmp}/cfx/st/videos/clock.flv`;
    for (const target of [
      `${addresses.streamer}/videos/clock.flv`,
      byAddress,
      stream("mp4:videos/clock.mp4"),
    ]) {
      const results = await diagnose(target);
      expect(faultsOf(results)).toEqual([]);
      expect(verdictOf(results, "FIRST_FRAME")).toBe("ok");
    }
  },
);

test("without the APIs the stream is still played", async () => {
  await provision();
  const results = await diagnoseStreamingSite(stream("videos/clock.flv"), { via: new URL(cloud.rtmp).host });
  expect(faultsOf(results)).toEqual([]);
  expect(verdictOf(results, "FIRST_FRAME")).toBe("ok");
  expect(verdictOf(results, "NOT_SERVING")).toBe("cannot-tell");
});

test("the web distribution as the streamer", async () => {
  await provision();
  const streamer = `rtmp://${addresses.webDomainName}/cfx/st`;
  expect(faultsOf(await diagnose({ streamer, file: "videos/clock.flv" }))).toEqual(["DISTRIBUTIONS_SWAPPED"]);
  await clients.s3.send(
    new PutObjectCommand({
      Bucket: PLAYER,
      Key: "config.json",
      Body: JSON.stringify({ streamer, file: "videos/clock.flv" }),
    }),
  );
  expect(faultsOf(await diagnose(site))).toEqual(["DISTRIBUTIONS_SWAPPED"]);
});

test("cfx/st missing, behind a folder, or in the key", async () => {
  await provision();
  const host = addresses.streamingDomainName;
  expect(faultsOf(await diagnose(`rtmp://${host}/videos/clock.flv`))).toEqual(["CFX_ST"]);
  expect(faultsOf(await diagnose(`rtmp://${host}/videos/cfx/st/clock.flv`))).toEqual(["CFX_ST"]);
  await clients.s3.send(
    new CopyObjectCommand({
      Bucket: MEDIA,
      Key: "cfx/st/videos/clock.flv",
      CopySource: `${MEDIA}/videos/clock.flv`,
      ACL: "public-read",
    }),
  );
  expect(faultsOf(await diagnose(stream("videos/clock.flv")))).toEqual(["CFX_ST"]);
});

test("prefix and extension", async () => {
  await provision();
  for (const file of ["mp4:mp4:videos/clock.mp4", "videos/Clock.flv", "videos/nothing.flv"])
    expect(faultsOf(await diagnose(stream(file))), file).toEqual(["STREAM_NAME"]);
});

test("port 1935 closed while RTMPT works", async () => {
  await provision();
  const results = await diagnose(stream("videos/clock.flv"), { via: `127.0.0.1:${await closedPort()}` });
  expect(faultsOf(results)).toEqual(["PORT_1935"]);
  expect(results.find(({ code }) => code === "PORT_1935")?.fix).toContain("rtmpt://");
});

/** A port that was free a moment ago and is listened at by nobody. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 1;
}

test("a player that plays a name without 0, -1", async () => {
  const player = join(folder, "silent-player");
  await mkdir(player);
  await writeFile(join(player, "index.html"), `<script>stream.play("videos/clock")</script>`);
  await provision({ player: { bucket: PLAYER, directory: player } });
  expect(faultsOf(await diagnose(site))).toEqual(["PLAY_SILENT"]);
});

test("an edge that lets a player wait for a missing file", async () => {
  await provision({}, { edge: { missing: "wait" } });
  const results = await diagnose(stream("videos/nothing.flv"), { timeoutMs: 1000 });
  expect(faultsOf(results)).toEqual(["STREAM_NAME", "PLAY_SILENT"]);
});

test("an object made private", async () => {
  await provision();
  await clients.s3.send(new PutObjectAclCommand({ Bucket: MEDIA, Key: "videos/clock.flv", ACL: "private" }));
  expect(faultsOf(await diagnose(stream("videos/clock.flv")))).toEqual(["OBJECT_PRIVATE"]);
  expect(faultsOf(await diagnose(site))).toEqual(["OBJECT_PRIVATE"]);
});

test("a bucket policy without the identity", async () => {
  await provision({ access: "origin-access-identity" });
  await clients.s3.send(new DeleteBucketPolicyCommand({ Bucket: MEDIA }));
  expect(faultsOf(await diagnose(stream("videos/clock.flv")))).toEqual(["IDENTITY_NOT_GRANTED"]);
});

test("Flash Video under another name", async () => {
  await provision();
  await clients.s3.send(
    new PutObjectCommand({
      Bucket: MEDIA,
      Key: "videos/clock.mp4",
      Body: await readFile(sampleFile("videos/clock.flv")),
      ACL: "public-read",
    }),
  );
  expect(faultsOf(await diagnose(stream("mp4:videos/clock.mp4")))).toEqual(["FLV_NAME"]);
});

test("disabled, InProgress, and gone", async () => {
  await provision();
  await update({ Enabled: false });
  expect(faultsOf(await diagnose(site))).toEqual(["NOT_SERVING"]);
  await cloud.close();

  // Deployed takes as long as the application, and no update is deployed after it.
  await provision({}, { deploy: "manual" });
  await update({ Comment: "changed" });
  const inProgress = await diagnose(site);
  expect(faultsOf(inProgress)).toEqual(["NOT_SERVING"]);
  expect(inProgress.find(({ code }) => code === "NOT_SERVING")?.evidence).toContain("InProgress");
  const unknown = { streamer: "rtmp://s0000000000000.cloudfront.net/cfx/st", file: "videos/clock.flv" };
  expect(faultsOf(await diagnose(unknown))).toEqual(["NOT_SERVING"]);
});

test("an alias that points elsewhere, or is nobody's", async () => {
  await provision({ aliases: ["media.example.com"] });
  const pointTo = (target: string): DoctorDns => ({
    resolveCname: async () => [target],
    lookup: async () => "192.0.2.1",
  });
  const url = "rtmp://media.example.com/cfx/st/videos/clock.flv";
  expect(faultsOf(await diagnose(url, { dns: pointTo(addresses.streamingDomainName) }))).toEqual([]);
  expect(faultsOf(await diagnose(url, { dns: pointTo("elsewhere.example.com") }))).toEqual(["ALIAS"]);
  const failing = (code: string): DoctorDns => {
    const fail = (): Promise<never> => Promise.reject(Object.assign(new Error(code), { code }));
    return { resolveCname: fail, lookup: fail };
  };
  expect(faultsOf(await diagnose(url, { dns: failing("ENOTFOUND") }))).toEqual(["ALIAS"]);
  expect(verdictOf(await diagnose(url, { dns: failing("EAI_AGAIN") }), "ALIAS")).toBe("cannot-tell");
  const nobody = "rtmp://other.example.com/cfx/st/videos/clock.flv";
  expect(faultsOf(await diagnose(nobody, { dns: pointTo("elsewhere.example.com") }))).toEqual(["ALIAS"]);
});

test("signatures: prefix or host in the policy, expired, missing", async () => {
  await provision({ trustedSigners: ["self"] });
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  await fetch(`${cloud.endpoint}/_oxbow/key-pairs/APKADOCTOR`, {
    method: "PUT",
    headers: { "content-type": "text/plain" },
    body: publicKey.export({ type: "spki", format: "pem" }),
  });
  const signed = async (options: Partial<SignStreamOptions>): Promise<DoctorTarget> => {
    const parsed = parseStream(stream("mp4:videos/clock.mp4"));
    if (!parsed.ok) throw new Error(parsed.error);
    const signer = {
      keyPairId: "APKADOCTOR",
      sign: (message: Uint8Array): Uint8Array => createSign("RSA-SHA1").update(message).sign(privateKey),
    };
    const expiresEpochSeconds = Math.floor(Date.now() / 1000) + 600;
    return toStreamerFile(
      (await signStream(parsed.reference, signer, { expiresEpochSeconds, ...options })).reference,
    );
  };
  const good = await diagnose(await signed({}));
  expect(faultsOf(good)).toEqual([]);
  expect(verdictOf(good, "SIGNATURE")).toBe("ok");
  for (const options of [
    { resource: "mp4:videos/clock.mp4" },
    { resource: `${addresses.streamer}/videos/clock.mp4` },
    { expiresEpochSeconds: 1_000_000_000 },
  ])
    expect(faultsOf(await diagnose(await signed(options))), JSON.stringify(options)).toEqual(["SIGNATURE"]);
  expect(faultsOf(await diagnose(stream("mp4:videos/clock.mp4")))).toEqual(["SIGNATURE"]);
});

test("a clock that is not the service's", async () => {
  await provision();
  const now = (): Date => new Date(Date.now() - 20 * 60_000);
  expect(faultsOf(await diagnose(site, { now }))).toEqual(["CLOCK_SKEW"]);
});

test("a logging bucket without the grant", async () => {
  await provision({ logging: { bucket: "doctor-logs", prefix: "rtmp/" } });
  expect(faultsOf(await diagnose(site))).toEqual([]);
  await clients.s3.send(new PutBucketAclCommand({ Bucket: "doctor-logs", ACL: "private" }));
  expect(faultsOf(await diagnose(site))).toEqual(["LOGGING_GRANT"]);
});

test("a key without its extension", async () => {
  await provision();
  await clients.s3.send(
    new CopyObjectCommand({
      Bucket: MEDIA,
      Key: "videos/clock",
      CopySource: `${MEDIA}/videos/clock.flv`,
      ACL: "public-read",
    }),
  );
  for (const Key of ["videos/clock.flv", "videos/clock.mp4"])
    await clients.s3.send(new DeleteObjectCommand({ Bucket: MEDIA, Key }));
  const results = await diagnose(stream("videos/clock"));
  expect(faultsOf(results)).toEqual(["STREAM_NAME"]);
  expect(results.find(({ code }) => code === "STREAM_NAME")?.fix).toContain("videos/clock.flv");
});
