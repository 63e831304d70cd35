import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { openInProcessS3 } from "../in-process.cases.ts";

const Bucket = "media";
const Key = "k";

async function openVersioned(): Promise<S3Client> {
  const s3 = openInProcessS3().client();
  await s3.send(new CreateBucketCommand({ Bucket }));
  await setVersioning(s3, "Enabled");
  return s3;
}

async function setVersioning(s3: S3Client, Status: "Enabled" | "Suspended"): Promise<void> {
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
}

async function put(s3: S3Client, Body: string, key = Key): Promise<string> {
  const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key: key, Body }));
  return VersionId ?? "";
}

async function read(s3: S3Client, VersionId?: string): Promise<string | undefined> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return Body?.transformToString();
}

test("every version can be read, the newest without an id", async () => {
  const s3 = await openVersioned();
  const first = await put(s3, "one");
  const second = await put(s3, "two");
  expect(first).toMatch(/^[A-Za-z0-9._]{32}$/);
  expect(await read(s3)).toBe("two");
  expect(await read(s3, first)).toBe("one");
  expect(await read(s3, second)).toBe("two");
});

test("a delete marker hides the object; removing it brings the object back", async () => {
  const s3 = await openVersioned();
  await put(s3, "one");
  const deleted = await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  expect(deleted.DeleteMarker).toBe(true);
  await expect(read(s3)).rejects.toMatchObject({ name: "NoSuchKey" });
  await expect(read(s3, deleted.VersionId)).rejects.toMatchObject({
    name: "MethodNotAllowed",
    $metadata: { httpStatusCode: 405 },
  });
  expect((await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  const undone = await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId: deleted.VersionId }));
  expect(undone).toMatchObject({ DeleteMarker: true, VersionId: deleted.VersionId });
  expect(await read(s3)).toBe("one");
});

test("what a delete marker hides is not changed", async () => {
  const s3 = await openVersioned();
  await s3.send(new PutObjectCommand({ Bucket, Key }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  await expect(s3.send(new PutObjectAclCommand({ Bucket, Key, ACL: "private" }))).rejects.toMatchObject({
    name: "MethodNotAllowed",
    Method: "PUT",
    ResourceType: "DeleteMarker",
  });
});

test("removing the newest version makes the one before it current", async () => {
  const s3 = await openVersioned();
  const ids = [await put(s3, "one"), await put(s3, "two"), await put(s3, "three")];
  await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId: ids[2] }));
  expect(await read(s3)).toBe("two");
  await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId: ids[0] }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId: ids[1] }));
  await expect(read(s3)).rejects.toMatchObject({ name: "NoSuchKey" });
  await s3.send(new DeleteBucketCommand({ Bucket }));
});

test("while versioning is suspended there is one null version", async () => {
  const s3 = await openVersioned();
  const kept = await put(s3, "kept");
  await setVersioning(s3, "Suspended");
  expect(await put(s3, "null one")).toBe("");
  await put(s3, "null two");
  await setVersioning(s3, "Enabled");
  const newest = await put(s3, "newest");
  await setVersioning(s3, "Suspended");
  await put(s3, "null three");
  const { Versions } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  expect(Versions?.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
    ["null", true],
    [newest, false],
    [kept, false],
  ]);
  expect(await read(s3, "null")).toBe("null three");
});

test("what was put before versioning is the null version", async () => {
  const s3 = openInProcessS3().client();
  await s3.send(new CreateBucketCommand({ Bucket }));
  expect(await put(s3, "before")).toBe("");
  await setVersioning(s3, "Enabled");
  await put(s3, "after");
  expect(await read(s3, "null")).toBe("before");
});

test("lists versions and markers page by page, in order", async () => {
  const s3 = await openVersioned();
  const expected: string[] = [];
  for (const key of ["a", "b/1", "b/2", "c"]) {
    const ids = [await put(s3, "1", key), await put(s3, "2", key)];
    const marker = await s3.send(new DeleteObjectCommand({ Bucket, Key: key }));
    expected.push(...[...ids, marker.VersionId ?? ""].reverse().map((id) => `${key} ${id}`));
  }
  const listed: string[] = [];
  let KeyMarker: string | undefined;
  let VersionIdMarker: string | undefined;
  for (;;) {
    const page = await s3.send(
      new ListObjectVersionsCommand({ Bucket, MaxKeys: 2, KeyMarker, VersionIdMarker }),
    );
    const entries = [...(page.DeleteMarkers ?? []), ...(page.Versions ?? [])];
    const order = (id: string | undefined) => expected.findIndex((entry) => entry.endsWith(id ?? "?"));
    entries.sort((x, y) => order(x.VersionId) - order(y.VersionId));
    listed.push(...entries.map((entry) => `${entry.Key} ${entry.VersionId}`));
    if (page.IsTruncated !== true) break;
    KeyMarker = page.NextKeyMarker;
    VersionIdMarker = page.NextVersionIdMarker;
  }
  expect(listed).toEqual(expected);
  const collapsed = await s3.send(new ListObjectVersionsCommand({ Bucket, Delimiter: "/" }));
  expect(collapsed.CommonPrefixes).toEqual([{ Prefix: "b/" }]);
  expect(collapsed.Versions).toHaveLength(4);
});

test("versions and markers follow each other in the document", async () => {
  const { client, send } = openInProcessS3();
  const s3 = client();
  await s3.send(new CreateBucketCommand({ Bucket, ACL: "public-read" }));
  await setVersioning(s3, "Enabled");
  await put(s3, "one", "a");
  await s3.send(new DeleteObjectCommand({ Bucket, Key: "a" }));
  await put(s3, "two", "a");
  await put(s3, "one", "b");
  const { text } = await send({ target: `/${Bucket}?versions` });
  expect(text.match(/<(?:Version|DeleteMarker)>|<Key>[^<]*/g)).toEqual([
    ...["<Version>", "<Key>a", "<DeleteMarker>", "<Key>a", "<Version>", "<Key>a"],
    ...["<Version>", "<Key>b"],
  ]);
});

test("deletes many, and tells of each", async () => {
  const s3 = await openVersioned();
  const id = await put(s3, "one");
  const result = await s3.send(
    new DeleteObjectsCommand({
      Bucket,
      Delete: { Objects: [{ Key, VersionId: id }, { Key: "missing" }, { Key, VersionId: "not-an-id" }] },
    }),
  );
  expect(result.Deleted).toMatchObject([
    { Key, VersionId: id },
    { Key: "missing", DeleteMarker: true },
  ]);
  expect(result.Errors).toMatchObject([{ Key, VersionId: "not-an-id", Code: "InvalidArgument" }]);
});

test("a bucket that never had versions misses the one that a batch names", async () => {
  const s3 = openInProcessS3().client();
  await s3.send(new CreateBucketCommand({ Bucket }));
  await put(s3, "one");
  const Objects = [{ Key, VersionId: "A".repeat(32) }];
  const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  expect(Errors).toMatchObject([{ Key, VersionId: "A".repeat(32), Code: "NoSuchVersion" }]);
  expect(await read(s3, "null")).toBe("one");
});

test.for([
  ["not-an-id", "InvalidArgument", 400],
  ["A".repeat(32), "NoSuchVersion", 404],
] as const)("version %s: %s", async ([VersionId, name, status]) => {
  const s3 = await openVersioned();
  await put(s3, "one");
  const command = new GetObjectCommand({ Bucket, Key, VersionId });
  await expect(s3.send(command)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
});

test("HEAD of a version tells its id", async () => {
  const s3 = await openVersioned();
  const id = await put(s3, "one");
  await put(s3, "two!");
  expect(await s3.send(new HeadObjectCommand({ Bucket, Key, VersionId: id }))).toMatchObject({
    VersionId: id,
    ContentLength: 3,
  });
});

test("the tags of what is deleted are refused, with its version and without", async () => {
  const s3 = await openVersioned();
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x", Tagging: "a=1" }));
  const { VersionId } = await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  for (const version of [{}, { VersionId }]) {
    const sent = s3.send(new GetObjectTaggingCommand({ Bucket, Key, ...version }));
    await expect(sent).rejects.toMatchObject({ name: "MethodNotAllowed", ResourceType: "DeleteMarker" });
  }
});

test("an empty version id is refused by name", async () => {
  const s3 = await openVersioned();
  await put(s3, "x");
  const version = { Bucket, Key, VersionId: "" };
  for (const sent of [
    () => s3.send(new GetObjectCommand(version)),
    () => s3.send(new GetObjectTaggingCommand(version)),
    () => s3.send(new DeleteObjectCommand(version)),
  ]) {
    await expect(sent()).rejects.toMatchObject({
      name: "InvalidArgument",
      message: "Version id cannot be the empty string",
      ArgumentName: "versionId",
    });
  }
});
