/** With strict authentication a wrong secret gets nobody in, and the clients say so in S3's words. */
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { runCommand } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { awsEnvironment, openSurroundings, type Surroundings, s3cmdConfig } from "../foreign-client.ts";
import { rcloneRemote } from "./tree-clients.ts";

let it: Surroundings;
beforeAll(async () => {
  it = await openSurroundings({ auth: "strict" });
  await new S3Client(it.cloud.clientConfig()).send(new CreateBucketCommand({ Bucket: "guarded" }));
});
afterAll(async () => {
  await it?.close();
});

const WRONG = "not the secret";
const BOTO = `
import sys
import boto3
boto3.client("s3", endpoint_url=sys.argv[1]).list_objects_v2(Bucket="guarded")
`;

test("AWS CLI", async () => {
  const args = ["--endpoint-url", it.cloud.endpoint, "s3api", "list-objects-v2", "--bucket", "guarded"];
  await expectRefusal("/usr/bin/aws", args, { AWS_SECRET_ACCESS_KEY: WRONG });
});

test("boto3", async () => {
  await expectRefusal("/usr/bin/python3", ["-c", BOTO, it.cloud.endpoint], { AWS_SECRET_ACCESS_KEY: WRONG });
});

test.each(["False", "True"])("s3cmd, signature_v2 = %s", async (version2) => {
  const config = await s3cmdConfig(it, { secret_key: WRONG, signature_v2: version2 });
  await expectRefusal("s3cmd", ["-c", config, "ls", "s3://guarded"], {});
});

test("rclone", async () => {
  const remote = { ...rcloneRemote(it), RCLONE_CONFIG_OXBOW_SECRET_ACCESS_KEY: WRONG };
  await expectRefusal("rclone", ["lsf", "--retries", "1", "oxbow:guarded"], remote);
});

async function expectRefusal(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const result = await runCommand(command, [...args], {
    env: { ...awsEnvironment(it.folder), ...env },
    timeoutMs: 60_000,
  });
  expect(result.code).not.toBe(0);
  expect(result.stderr).toMatch(/SignatureDoesNotMatch|signature we calculated does not match/);
}
