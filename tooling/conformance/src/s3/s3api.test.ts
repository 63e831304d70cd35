/** The AWS CLI's `s3api`, command by command, with every signature verified. */
import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aws, awsEnvironment, openSurroundings, type Surroundings } from "../foreign-client.ts";

let it: Surroundings;
beforeAll(async () => {
  it = await openSurroundings({ auth: "strict" });
});
afterAll(async () => {
  await it?.close();
});

const PUBLIC_GRANTEE = "http://acs.amazonaws.com/groups/global/AllUsers";
const s3api = <Answer>(...args: string[]): Promise<Answer> => aws<Answer>(it, "s3api", ...args);

async function makeBucket(name: string): Promise<readonly string[]> {
  await s3api("create-bucket", "--bucket", name);
  return ["--bucket", name];
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(it.folder, name);
  await writeFile(path, content);
  return path;
}

test("a multipart upload by hand", async () => {
  const bucket = await makeBucket("by-hand");
  const object = [...bucket, "--key", "parts/whole.bin"];
  const parts = [randomBytes(5 * 1024 * 1024), randomBytes(1000)];
  const { UploadId: id } = await s3api<{ readonly UploadId: string }>("create-multipart-upload", ...object);
  const upload = [...object, "--upload-id", id];
  const etags: string[] = [];
  for (const [index, bytes] of parts.entries()) {
    const body = ["--part-number", String(index + 1), "--body", await file(`part-${index}`, bytes)];
    etags.push((await s3api<{ readonly ETag: string }>("upload-part", ...upload, ...body)).ETag);
  }
  const { Parts: listed } = await s3api<{
    readonly Parts: readonly { readonly ETag: string; readonly Size: number }[];
  }>("list-parts", ...upload);
  expect(listed.map(({ ETag, Size }) => [ETag, Size])).toEqual(
    parts.map(({ byteLength }, index) => [etags[index], byteLength]),
  );
  const structure = JSON.stringify({
    Parts: etags.map((ETag, index) => ({ ETag, PartNumber: index + 1 })),
  });
  expect(await s3api("complete-multipart-upload", ...upload, "--multipart-upload", structure)).toMatchObject({
    ETag: expect.stringMatching(/^"[0-9a-f]{32}-2"$/),
  });
  const target = join(it.folder, "whole.bin");
  await s3api("get-object", ...object, target);
  expect((await readFile(target)).equals(Buffer.concat(parts))).toBe(true);
  const aborted = [...bucket, "--key", "aborted"];
  const second = await s3api<{ readonly UploadId: string }>("create-multipart-upload", ...aborted);
  await s3api("abort-multipart-upload", ...aborted, "--upload-id", second.UploadId);
  expect(
    (await s3api<{ readonly Uploads?: unknown } | undefined>("list-multipart-uploads", ...bucket))?.Uploads,
  ).toBe(undefined);
});

test("versions, delete markers and tags", async () => {
  const bucket = await makeBucket("versions");
  const object = [...bucket, "--key", "k"];
  await s3api("put-bucket-versioning", ...bucket, "--versioning-configuration", "Status=Enabled");
  const versions: string[] = [];
  for (const content of ["one", "two"]) {
    const put = await s3api<{ readonly VersionId: string }>(
      ...(["put-object", ...object, "--body", await file(content, content)] as const),
    );
    versions.push(put.VersionId);
  }
  await s3api("put-object-tagging", ...object, "--tagging", "TagSet=[{Key=colour,Value=blau + grün}]");
  expect(await s3api("get-object-tagging", ...object)).toMatchObject({
    TagSet: [{ Key: "colour", Value: "blau + grün" }],
  });
  expect(await s3api("delete-object", ...object)).toMatchObject({ DeleteMarker: true });
  const { Versions: listed, DeleteMarkers: markers } = await s3api<{
    readonly Versions: readonly { readonly VersionId: string }[];
    readonly DeleteMarkers: readonly { readonly IsLatest: boolean }[];
  }>("list-object-versions", ...bucket);
  expect(listed.map(({ VersionId }) => VersionId)).toEqual(versions.toReversed());
  expect(markers).toMatchObject([{ IsLatest: true }]);
  const target = join(it.folder, "first");
  await s3api("get-object", ...object, "--version-id", versions[0] ?? "", target);
  expect(await readFile(target, "utf8")).toBe("one");
});

test("ACLs, a policy and a website", async () => {
  const bucket = await makeBucket("site");
  await s3api(
    ...["put-object", ...bucket, "--key", "index.html", "--body", await file("index.html", "home")],
    ...["--content-type", "text/html", "--acl", "public-read"],
  );
  const acl = await s3api<{ readonly Grants: readonly unknown[] }>(
    ...(["get-object-acl", ...bucket, "--key", "index.html"] as const),
  );
  expect(acl.Grants).toContainEqual({
    Grantee: { Type: "Group", URI: PUBLIC_GRANTEE },
    Permission: "READ",
  });
  const object = `${it.cloud.endpoint}/site/index.html`;
  expect(await (await fetch(object)).text()).toBe("home");

  await s3api("put-object-acl", ...bucket, "--key", "index.html", "--acl", "private");
  expect((await fetch(object)).status).toBe(403);
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::site/*" }],
  });
  await s3api("put-bucket-policy", ...bucket, "--policy", policy);
  expect((await fetch(object)).status).toBe(200);
  const kept = await s3api<{ readonly Policy: string }>("get-bucket-policy", ...bucket);
  expect(JSON.parse(kept.Policy)).toEqual(JSON.parse(policy));
  expect(await s3api("get-bucket-policy-status", ...bucket)).toMatchObject({
    PolicyStatus: { IsPublic: true },
  });

  const website = { IndexDocument: { Suffix: "index.html" }, ErrorDocument: { Key: "error.html" } };
  await s3api("put-bucket-website", ...bucket, "--website-configuration", JSON.stringify(website));
  expect(await s3api("get-bucket-website", ...bucket)).toEqual(website);
});

test("errors are said as S3 says them", async () => {
  const result = await runCommand(
    "/usr/bin/aws",
    [
      "--endpoint-url",
      it.cloud.endpoint,
      "s3api",
      "get-object",
      "--bucket",
      "none-such",
      "--key",
      "k",
      "/dev/null",
    ],
    { env: awsEnvironment(it.folder) },
  );
  expect(result.code).not.toBe(0);
  expect(result.stderr).toContain(
    "An error occurred (NoSuchBucket) when calling the GetObject operation: The specified bucket does not exist",
  );
});
