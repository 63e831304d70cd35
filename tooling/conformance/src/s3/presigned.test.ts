/** What one client signs, curl carries out, with every signature verified. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { runOrFail } from "@oxbow/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSurroundings, runClient, type Surroundings } from "../foreign-client.ts";

interface Signed {
  readonly put: string;
  readonly get: string;
}
interface SignedByBoto extends Signed {
  readonly form: { readonly url: string; readonly fields: Readonly<Record<string, string>> };
}

const KEY = "some folder/ü+&=.txt";
const BUCKET = "signed";
let it: Surroundings;
let s3: S3Client;

beforeAll(async () => {
  it = await openSurroundings({ auth: "strict" });
  s3 = new S3Client(it.cloud.clientConfig());
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
});
afterAll(async () => {
  await it?.close();
});

/** Status, content type and body of what curl got. */
async function curl(...args: string[]): Promise<{ status: string; type: string; body: string }> {
  const { stdout } = await runOrFail("curl", ["-sS", "-w", "\n%{http_code} %{content_type}", ...args]);
  const [last = "", ...rest] = stdout.split("\n").reverse();
  const [status = "", type = ""] = last.split(" ");
  return { status, type, body: rest.reverse().join("\n") };
}

async function boto3(version: "s3" | "s3v4"): Promise<SignedByBoto> {
  const { stdout } = await runClient(it, "s3-presign-boto3.py", BUCKET, KEY, version);
  return JSON.parse(stdout) as SignedByBoto;
}

const SIGNERS: readonly { readonly name: string; readonly sign: () => Promise<Signed> }[] = [
  {
    name: "@aws-sdk/s3-request-presigner",
    sign: async () => ({
      put: await getSignedUrl(s3, new PutObjectCommand({ Bucket: BUCKET, Key: KEY })),
      get: await getSignedUrl(
        s3,
        new GetObjectCommand({ Bucket: BUCKET, Key: KEY, ResponseContentType: "text/x-asked-for" }),
      ),
    }),
  },
  { name: "boto3, signature version 4", sign: () => boto3("s3v4") },
  { name: "boto3, signature version 2", sign: () => boto3("s3") },
];

describe.each(SIGNERS)("$name", ({ name, sign }) => {
  test("curl puts and gets", async () => {
    const { put, get } = await sign();
    // curl would add a content type of its own, which version 2 signs.
    expect(await curl("-X", "PUT", "-H", "content-type:", "--data-binary", `by ${name}`, put)).toMatchObject({
      status: "200",
    });
    expect(await curl(get)).toEqual({ status: "200", type: "text/x-asked-for", body: `by ${name}` });
  });

  test("a URL that was changed is refused", async () => {
    const { get } = await sign();
    const answer = await curl(get.replace("asked-for", "other"));
    expect(answer).toMatchObject({ status: "403", body: expect.stringContaining("SignatureDoesNotMatch") });
  });
});

describe.each(["s3v4", "s3"] as const)("a form signed by boto3 (%s)", (version) => {
  test("curl uploads with it, within its policy only", async () => {
    const { form } = await boto3(version);
    const path = join(it.folder, "form upload.txt");
    const upload = async (content: string, fields: Readonly<Record<string, string>>) => {
      await writeFile(path, content);
      const args = Object.entries(fields).flatMap(([name, value]) => ["--form-string", `${name}=${value}`]);
      return await curl(...args, "-F", `file=@${path}`, form.url);
    };
    const created = await upload("from a form", form.fields);
    expect(created).toMatchObject({
      status: "201",
      body: expect.stringContaining("<Key>forms/form upload.txt</Key>"),
    });
    const { Body, Metadata } = await s3.send(
      new GetObjectCommand({ Bucket: BUCKET, Key: "forms/form upload.txt" }),
    );
    expect([await Body?.transformToString(), Metadata]).toEqual(["from a form", { from: "a form" }]);
    const object = `${it.cloud.endpoint}/${BUCKET}/forms/form%20upload.txt`;
    expect(await curl(object)).toMatchObject({ status: "200", body: "from a form" });

    expect(await upload("x".repeat(101), form.fields)).toMatchObject({
      status: "400",
      body: expect.stringContaining("EntityTooLarge"),
    });
    expect(await upload("x", { ...form.fields, acl: "private" })).toMatchObject({
      status: "403",
      body: expect.stringContaining("Policy Condition failed"),
    });
  });
});
