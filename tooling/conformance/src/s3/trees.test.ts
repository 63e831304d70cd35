/** A tree of awkward names goes up by each client and comes back, byte-equal, by another; every signature is verified. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSurroundings, type Surroundings } from "../foreign-client.ts";
import { digestTree, writeAwkwardTree } from "./awkward-tree.ts";
import { TREE_CLIENTS } from "./tree-clients.ts";

let it: Surroundings;
let expected: Readonly<Record<string, string>>;
const bucketOf = (index: number): string => `tree-${index}`;

beforeAll(async () => {
  it = await openSurroundings({ auth: "strict" });
  const source = join(it.folder, "source");
  await writeAwkwardTree(source);
  expected = await digestTree(source);
  const s3 = new S3Client(it.cloud.clientConfig());
  for (const index of TREE_CLIENTS.keys())
    await s3.send(new CreateBucketCommand({ Bucket: bucketOf(index) }));
});
afterAll(async () => {
  await it?.close();
});

describe.each(TREE_CLIENTS.map((client, index) => ({ ...client, index })))("$name", (client) => {
  test("uploads the tree", async () => {
    await client.upload(it, join(it.folder, "source"), bucketOf(client.index));
  });

  // What this client fetches was put by the one before it: every pair of neighbours, and each in both roles.
  const other = TREE_CLIENTS[(client.index + TREE_CLIENTS.length - 1) % TREE_CLIENTS.length];
  test(`${other?.name} reads it back`, async () => {
    const target = join(it.folder, `back-${client.index}`);
    await mkdir(target);
    await other?.download(it, bucketOf(client.index), target);
    expect(await digestTree(target)).toEqual(expected);
  });
});
