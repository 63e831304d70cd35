/** `oxbow export` and `oxbow import`: the whole state, from one cloud into another. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  CloudFrontClient,
  CreateStreamingDistributionCommand,
  GetStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { type RunningMockCloud, type ServerOptions, startMockCloud } from "@oxbow/mock-cloud/server";
import { type CommandResult, runCommand } from "@oxbow/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../../../apps/oxbow/src/main.ts", import.meta.url));

let folder: string;
const clouds: RunningMockCloud[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "oxbow-state-"));
});
afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

async function startCloud(options: Partial<ServerOptions> = {}): Promise<RunningMockCloud> {
  const cloud = await startMockCloud({
    ...{ port: 0, rtmpPorts: [0], edgePort: 0 },
    logLevel: "silent",
    ...options,
  });
  clouds.push(cloud);
  return cloud;
}

const oxbow = (...args: string[]): Promise<CommandResult> =>
  runCommand(process.execPath, ["--disable-warning=ExperimentalWarning", MAIN, ...args]);

/** Versions, a multipart upload, large and small, awkward keys, a distribution that is deploying. */
async function fill(
  cloud: RunningMockCloud,
): Promise<{ readonly distributionId: string; readonly large: Buffer }> {
  const s3 = new S3Client(cloud.clientConfig());
  const cloudfront = new CloudFrontClient(cloud.clientConfig());
  await s3.send(new CreateBucketCommand({ Bucket: "films" }));
  await s3.send(
    new PutBucketVersioningCommand({ Bucket: "films", VersioningConfiguration: { Status: "Enabled" } }),
  );
  for (const Body of ["first", "second"])
    await s3.send(new PutObjectCommand({ Bucket: "films", Key: "a//b ü?.txt", Body }));
  const large = Buffer.alloc(6 * 1024 * 1024, "0123456789");
  const target = { Bucket: "films", Key: "large" };
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(target));
  const { ETag } = await s3.send(new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: large }));
  await s3.send(
    new CompleteMultipartUploadCommand({
      ...target,
      UploadId,
      MultipartUpload: { Parts: [{ ETag, PartNumber: 1 }] },
    }),
  );
  const { StreamingDistribution } = await cloudfront.send(
    new CreateStreamingDistributionCommand({
      StreamingDistributionConfig: {
        CallerReference: "state",
        S3Origin: { DomainName: "films.s3.amazonaws.com", OriginAccessIdentity: "" },
        Comment: "",
        TrustedSigners: { Enabled: false, Quantity: 0 },
        Enabled: true,
      },
    }),
  );
  return { distributionId: StreamingDistribution?.Id ?? "", large };
}

test.for([false, true])("everything comes back in another cloud (in files: %s)", async (inFiles) => {
  // Deploys nothing by itself, so that what is exported is still under way.
  const source = await startCloud({ deployDelayMs: 3_600_000 });
  const { distributionId, large } = await fill(source);
  const directory = join(folder, "fixtures");
  expect(await oxbow("export", directory, "--endpoint", source.endpoint)).toMatchObject({ code: 0 });

  const target = await startCloud({
    deployDelayMs: 1,
    ...(inFiles ? { dataDirectory: join(folder, "state") } : {}),
  });
  const s3 = new S3Client(target.clientConfig());
  await s3.send(new CreateBucketCommand({ Bucket: "was-here-before" }));
  const imported = await oxbow("import", directory, "--endpoint", target.endpoint, "--json");
  expect([imported.code, JSON.parse(imported.stdout)]).toEqual([
    0,
    { documents: expect.any(Number), blobs: 3 },
  ]);

  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: "films" }));
  expect(Versions.map(({ Key, IsLatest }) => [Key, IsLatest])).toEqual([
    ["a//b ü?.txt", true],
    ["a//b ü?.txt", false],
    ["large", true],
  ]);
  const bodies = await Promise.all(
    Versions.map(async ({ Key, VersionId }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: "films", Key, VersionId }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    }),
  );
  expect(bodies.map((body) => body.subarray(0, 10).toString())).toEqual(["second", "first", "0123456789"]);
  expect(bodies[2]?.equals(large)).toBe(true);
  await expect(s3.send(new ListObjectVersionsCommand({ Bucket: "was-here-before" }))).rejects.toThrow();
  const cloudfront = new CloudFrontClient(target.clientConfig());
  await expect
    .poll(async () => {
      const { StreamingDistribution } = await cloudfront.send(
        new GetStreamingDistributionCommand({ Id: distributionId }),
      );
      return StreamingDistribution?.Status;
    })
    .toBe("Deployed");
});

test("two exports of one state are the same, and foreign files are never replaced", async () => {
  const cloud = await startCloud({ deploy: "manual" });
  await fill(cloud);
  const [first, second] = [join(folder, "first"), join(folder, "second")];
  for (const directory of [first, second, first])
    expect(await oxbow("export", directory, "--endpoint", cloud.endpoint)).toMatchObject({ code: 0 });
  const compared = await new Promise((resolve) => {
    execFile("diff", ["-r", first, second], (error) => resolve(error));
  });
  expect(compared).toBe(null);

  const foreign = join(folder, "foreign");
  await mkdir(foreign);
  await writeFile(join(foreign, "thesis.txt"), "irreplaceable");
  const refused = await oxbow("export", foreign, "--endpoint", cloud.endpoint);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("holds other files")]);
  expect(await readdir(foreign)).toEqual(["thesis.txt"]);
});

test("what is no export is refused before anything is forgotten; what is damaged leaves an empty cloud", async () => {
  const cloud = await startCloud({ deploy: "manual" });
  await fill(cloud);
  const s3 = new S3Client(cloud.clientConfig());
  const refused = await oxbow("import", folder, "--endpoint", cloud.endpoint);
  expect([refused.code, refused.stderr]).toEqual([
    2,
    expect.stringContaining("write a folder that oxbow export made"),
  ]);
  expect((await s3.send(new ListObjectVersionsCommand({ Bucket: "films" }))).Versions?.length).toBe(3);

  const directory = join(folder, "damaged");
  await oxbow("export", directory, "--endpoint", cloud.endpoint);
  const documents = join(directory, "documents.ndjson");
  await writeFile(documents, `${await readFile(documents, "utf8")}{"collection":`);
  const damaged = await oxbow("import", directory, "--endpoint", cloud.endpoint);
  expect([damaged.code, damaged.stderr]).toEqual([
    1,
    expect.stringContaining("write one JSON object a line"),
  ]);
  await expect(s3.send(new ListObjectVersionsCommand({ Bucket: "films" }))).rejects.toThrow("does not exist");
});
