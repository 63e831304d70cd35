/** Foreign clients each drive the whole life of a streaming distribution. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aws, openSurroundings, runClient, type Surroundings } from "../foreign-client.ts";

let it: Surroundings;
beforeAll(async () => {
  it = await openSurroundings();
});
afterAll(async () => {
  await it?.close();
});

test("AWS CLI, with its waiter", async () => {
  const config = {
    CallerReference: "aws-cli",
    S3Origin: { DomainName: "cli-media.s3.amazonaws.com", OriginAccessIdentity: "" },
    Comment: "",
    TrustedSigners: { Enabled: false, Quantity: 0 },
    Enabled: false,
  };
  const file = join(it.folder, "config.json");
  await writeFile(file, JSON.stringify(config));
  const cloudfront = (...args: string[]) => aws<Answer>(it, "cloudfront", ...args);
  const created = await cloudfront(
    "create-streaming-distribution",
    "--streaming-distribution-config",
    `file://${file}`,
  );
  const id = created.StreamingDistribution.Id;
  expect(created.Location).toBe(`https://cloudfront.amazonaws.com/2020-05-31/streaming-distribution/${id}`);
  await cloudfront("wait", "streaming-distribution-deployed", "--id", id);
  const got = await cloudfront("get-streaming-distribution", "--id", id);
  expect(got.StreamingDistribution.Status).toBe("Deployed");
  await cloudfront("delete-streaming-distribution", "--id", id, "--if-match", got.ETag);
  await expect(cloudfront("get-streaming-distribution", "--id", id)).rejects.toThrow(
    "NoSuchStreamingDistribution",
  );
});

interface Answer {
  readonly Location: string;
  readonly ETag: string;
  readonly StreamingDistribution: { readonly Id: string; readonly Status: string };
}

test.for([
  ["boto 2", "cloudfront-boto2.py"],
  ["fog-aws", "cloudfront-fog.rb"],
  ["boto3", "cloudfront-boto3.py"],
  ["boto3 pinned to 2014-05-31", "cloudfront-boto3.py", "2014-05-31"],
  ["boto3 pinned to 2016-09-29", "cloudfront-boto3.py", "2016-09-29"],
  ["AWS SDK for JavaScript v2", "cloudfront-sdk2.ts"],
  ["AWS SDK for JavaScript v2 pinned to 2016-11-25", "cloudfront-sdk2.ts", "2016-11-25"],
])("%s", async ([, script = "", ...args]) => {
  const { stdout } = await runClient(it, script, ...args);
  expect(stdout.trim()).toBe("ok");
});
