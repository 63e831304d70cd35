/** A bucket as a file system: what s3fs writes the AWS CLI reads, and the other way round. */
import { existsSync } from "node:fs";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { runCommand, runOrFail } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { awsEnvironment, openSurroundings, type Surroundings } from "../foreign-client.ts";
import { digestTree, writeAwkwardTree } from "./awkward-tree.ts";

const MISSING = ["/dev/fuse", "/usr/bin/s3fs"].find((path) => !existsSync(path));
if (MISSING !== undefined) process.stderr.write(`s3fs is not tried: there is no ${MISSING}\n`);

let it: Surroundings;
let source: string;
beforeAll(async () => {
  it = await openSurroundings({ auth: "strict" });
  source = join(it.folder, "source");
  await writeAwkwardTree(source);
  await writeFile(join(it.folder, "passwd-s3fs"), "test:test\n", { mode: 0o600 });
  const s3 = new S3Client(it.cloud.clientConfig());
  for (const Bucket of ["fs-writes", "fs-reads"]) await s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(async () => {
  await it?.close();
});

/** Mounts a bucket for as long as `use` takes. */
async function mounted(bucket: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = join(it.folder, `mount-${bucket}`);
  await mkdir(folder);
  const options = [
    `url=${it.cloud.endpoint}`,
    "use_path_request_style",
    `passwd_file=${join(it.folder, "passwd-s3fs")}`,
  ];
  await runOrFail("s3fs", [bucket, folder, ...options.flatMap((option) => ["-o", option])], {
    env: awsEnvironment(it.folder),
  });
  try {
    await use(folder);
  } finally {
    await runCommand("fusermount", ["-u", folder]);
  }
}

async function sync(from: string, to: string): Promise<void> {
  await runOrFail("/usr/bin/aws", ["--endpoint-url", it.cloud.endpoint, "s3", "sync", from, to], {
    env: awsEnvironment(it.folder),
    timeoutMs: 60_000,
  });
}

test.skipIf(MISSING !== undefined)("s3fs writes, the AWS CLI reads", async () => {
  await mounted("fs-writes", (folder) => cp(source, folder, { recursive: true }));
  const back = join(it.folder, "back");
  await sync("s3://fs-writes", back);
  expect(await digestTree(back)).toEqual(await digestTree(source));
});

test.skipIf(MISSING !== undefined)("the AWS CLI writes, s3fs reads", async () => {
  await sync(source, "s3://fs-reads");
  await mounted("fs-reads", async (folder) =>
    expect(await digestTree(folder)).toEqual(await digestTree(source)),
  );
});
