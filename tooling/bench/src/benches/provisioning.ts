/**
 * What putting a site up costs the one who does it: 5,000 small files and one of 2 GB, beside `aws s3 sync` and
 * rclone, each a fresh process against the same server, start and end of the process counted.
 *
 * Oxbow's share holds more than theirs: it validates, plans, makes buckets and both distributions, and waits for them.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CreateBucketCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { type BenchRow, median } from "../row.ts";
import { startServer } from "../server-process.ts";

const FILES = 5000;
const FILE_BYTES = 4096;
const LARGE_BYTES = 2 * 2 ** 30;
const ROUNDS = 3;
const UPLOADER = fileURLToPath(new URL("../load/apply-site.ts", import.meta.url));
const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };
/** Of the environment nothing that steers AWS tools, such as another endpoint or a bundle of certificates. */
const ENVIRONMENT = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"))),
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  AWS_REGION: "us-east-1",
  AWS_DEFAULT_REGION: "us-east-1",
};

interface Usage {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

/** The command that uploads a folder to a bucket. */
type Uploader = (endpoint: string, folder: string, bucket: string) => readonly string[];

const OXBOW: Uploader = (endpoint, folder, bucket) => [
  ...[process.execPath, "--disable-warning=ExperimentalWarning", UPLOADER, endpoint],
  JSON.stringify({
    name: bucket,
    media: { bucket, directory: join(folder, "media") },
    player: { bucket, directory: join(folder, "player") },
  }),
];

const PEERS: Readonly<Record<string, Uploader>> = {
  aws: (endpoint, folder, bucket) => [
    ...["aws", "--endpoint-url", endpoint, "s3", "sync", "--only-show-errors", "--acl", "public-read"],
    ...[join(folder, "media"), `s3://${bucket}`],
  ],
  rclone: (endpoint, folder, bucket) => [
    ...["rclone", "--config", "", "sync", join(folder, "media"), `:s3:${bucket}`],
    ...["--s3-provider", "Other", "--s3-env-auth", "--s3-acl", "public-read", "--s3-endpoint", endpoint],
  ],
};

export async function run(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), "oxbow-bench-provisioning-"));
  const server = await startServer("oxbow.ts", join(folder, "data"));
  const s3 = new S3Client({
    endpoint: server.endpoint,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: CREDENTIALS,
  });
  let bucketCount = 0;

  /** Uploads to a fresh bucket and makes sure that all of it is there. */
  const upload = async (uploader: Uploader, source: string, isPeer: boolean): Promise<Usage> => {
    const bucket = `bench-${bucketCount++}`;
    if (isPeer) await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const usage = await timed(uploader(server.endpoint, source, bucket));
    await assertComplete(s3, bucket, source.endsWith("large"));
    return usage;
  };

  try {
    await makeFiles(folder);
    const contestants = Object.entries({ oxbow: OXBOW, ...PEERS });
    const small = new Map<string, Usage[]>();
    const large = new Map<string, Usage>();
    for (const [name, uploader] of contestants) {
      if (name !== "oxbow" && !isInstalled(name)) continue;
      process.stderr.write(`  ${name} uploads 2 GB\n`);
      large.set(name, await upload(uploader, join(folder, "large"), name !== "oxbow"));
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, uploader] of contestants) {
        if (!large.has(name)) continue;
        process.stderr.write(`  ${name} uploads ${FILES} files\n`);
        const usage = await upload(uploader, join(folder, "small"), name !== "oxbow");
        small.set(name, [...(small.get(name) ?? []), usage]);
      }
    }
    const ofSmall = (member: keyof Usage): BenchRow["figures"] =>
      figures(contestants, (name) => {
        const usages = small.get(name);
        return usages === undefined ? undefined : median(usages.map((usage) => usage[member]));
      });
    const ofLarge = (member: keyof Usage): BenchRow["figures"] =>
      figures(contestants, (name) => large.get(name)?.[member]);
    const what = `${FILES.toLocaleString("en")} files of 4 KiB`;
    return [
      { what, unit: "CPU s", figures: ofSmall("cpuSeconds"), goals: [{ peer: "aws", limit: 1 }] },
      { what, unit: "wall s", figures: ofSmall("wallSeconds"), goals: [{ peer: "aws", limit: 1 }] },
      { what, unit: "peak MB", figures: ofSmall("peakMb"), goals: [{ limit: 300 }] },
      { what: "one file of 2 GB", unit: "CPU s", figures: ofLarge("cpuSeconds"), goals: [] },
      { what: "one file of 2 GB", unit: "wall s", figures: ofLarge("wallSeconds"), goals: [] },
      { what: "one file of 2 GB", unit: "peak MB", figures: ofLarge("peakMb"), goals: [{ limit: 300 }] },
    ];
  } finally {
    s3.destroy();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** `small/media` with many files in folders of a hundred, `large/media` with one that has no holes; a page each. */
async function makeFiles(folder: string): Promise<void> {
  for (const source of ["small", "large"]) {
    await mkdir(join(folder, source, "player"), { recursive: true });
    await writeFile(join(folder, source, "player/index.html"), "<!doctype html>");
    await mkdir(join(folder, source, "media"));
  }
  for (let index = 0; index < FILES; index++) {
    const parent = join(folder, "small/media", String(Math.floor(index / 100)));
    if (index % 100 === 0) await mkdir(parent);
    await writeFile(join(parent, `${index}.bin`), Buffer.alloc(FILE_BYTES, `file ${index} `));
  }
  const file = await open(join(folder, "large/media/large.bin"), "w");
  const block = Buffer.alloc(8 * 2 ** 20);
  for (let written = 0; written < LARGE_BYTES; written += block.length) {
    block.fill(`block at ${written} `);
    await file.write(block);
  }
  await file.close();
}

async function assertComplete(s3: S3Client, bucket: string, isLarge: boolean): Promise<void> {
  if (isLarge) {
    const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "large.bin" }));
    if (ContentLength !== LARGE_BYTES) throw new Error(`${bucket}/large.bin has ${ContentLength} bytes`);
    return;
  }
  let count = 0;
  let token: string | undefined;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }));
    count += page.Contents?.filter(({ Size }) => Size === FILE_BYTES).length ?? 0;
    token = page.NextContinuationToken;
  } while (token !== undefined);
  if (count !== FILES) throw new Error(`${bucket} holds ${count} of ${FILES} files`);
}

function isInstalled(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0;
}

/** Runs a command under GNU time, which counts its children as well. */
async function timed(command: readonly string[]): Promise<Usage> {
  const report = join(tmpdir(), `oxbow-bench-time-${process.pid}`);
  const child = spawn("/usr/bin/time", ["-o", report, "-f", "%e %U %S %M", ...command], {
    stdio: ["ignore", "ignore", "inherit"],
    env: ENVIRONMENT,
  });
  const [code] = await once(child, "exit");
  const text = await readFile(report, "utf8");
  await rm(report, { force: true });
  if (code !== 0) throw new Error(`${command.slice(0, 3).join(" ")} … ended with ${code}`);
  const [wallSeconds = 0, user = 0, system = 0, peakKb = 0] = text.trim().split(" ").map(Number);
  return { wallSeconds, cpuSeconds: user + system, peakMb: peakKb / 1024 };
}

function figures(
  contestants: readonly (readonly [string, Uploader])[],
  figure: (name: string) => number | undefined,
): BenchRow["figures"] {
  return Object.fromEntries(contestants.map(([name]) => [name, figure(name)]));
}
