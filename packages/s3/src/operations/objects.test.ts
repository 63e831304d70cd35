import { randomBytes } from "node:crypto";
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  RestoreObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect, test } from "vitest";
import { CHECKSUM_ALGORITHMS, digestOf, prepareDigest } from "../checksum/checksum-algorithm.ts";
import { openInProcessS3 } from "../in-process.cases.ts";

const Bucket = "media";
const Key = "k";

async function openWithBucket(): Promise<S3Client> {
  const s3 = openInProcessS3().client();
  await s3.send(new CreateBucketCommand({ Bucket }));
  return s3;
}

async function read(s3: S3Client, key: string): Promise<string | undefined> {
  return (await s3.send(new GetObjectCommand({ Bucket, Key: key }))).Body?.transformToString();
}

test("headers and metadata come back as they were put", async () => {
  const s3 = await openWithBucket();
  const described = {
    CacheControl: "max-age=60",
    ContentDisposition: 'attachment; filename="x"',
    ContentEncoding: "gzip",
    ContentLanguage: "de",
    ContentType: "text/x-test",
    WebsiteRedirectLocation: "/elsewhere",
    StorageClass: "STANDARD_IA",
    Metadata: { colour: "red", empty: "" },
  } as const;
  const Expires = new Date("2031-01-01T00:00:00Z");
  await s3.send(
    new PutObjectCommand({ Bucket, Key, Body: "x", Tagging: "a=1&b=%20", Expires, ...described }),
  );
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
  expect(head).toMatchObject(described);
  expect(head.ExpiresString).toBe("Wed, 01 Jan 2031 00:00:00 GMT");
  const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
  expect(got).toMatchObject({ ...described, TagCount: 2 });
});

test("metadata beyond ASCII comes back as encoded words", async () => {
  const { client, send } = openInProcessS3();
  const s3 = client();
  await s3.send(new CreateBucketCommand({ Bucket, ACL: "public-read-write" }));
  const utf8 = Buffer.from("grün").toString("latin1");
  await send({
    method: "PUT",
    target: `/${Bucket}/${Key}`,
    headers: { "x-amz-meta-colour": utf8, "x-amz-acl": "public-read" },
    body: "x",
  });
  const { headers } = await send({ target: `/${Bucket}/${Key}` });
  expect(headers["x-amz-meta-colour"]).toBe("=?UTF-8?B?Z3LDvG4=?=");
});

test.for(CHECKSUM_ALGORITHMS)(
  "%s: returned, kept, told on request, refused when wrong",
  async (algorithm) => {
    await prepareDigest(algorithm);
    // The SDK can't check what it reads in every algorithm.
    const s3 = openInProcessS3().client("test", { responseChecksumValidation: "WHEN_REQUIRED" });
    await s3.send(new CreateBucketCommand({ Bucket }));
    const member = `Checksum${algorithm}` as const;
    const value = digestOf(algorithm, Buffer.from("data")).toString("base64");
    const put = (Body: string) =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body, ChecksumAlgorithm: algorithm, [member]: value }));
    expect((await put("data"))[member]).toBe(value);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key })))[member]).toBeUndefined();
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
    expect(head).toMatchObject({ [member]: value, ChecksumType: "FULL_OBJECT" });
    await expect(put("dada")).rejects.toMatchObject({
      name: "BadDigest",
      message: `The ${algorithm} you specified did not match the calculated checksum.`,
    });
    expect(await read(s3, Key)).toBe("data");
  },
);

test.for(["=", "=value", "key%", "key%zz=value", "key=1&key=2", "a=b=c"])(
  "refuses %s as a tagging header",
  async (Tagging) => {
    const s3 = await openWithBucket();
    await expect(s3.send(new PutObjectCommand({ Bucket, Key, Body: "x", Tagging }))).rejects.toMatchObject({
      name: "InvalidArgument",
      message:
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    });
  },
);

test("without any checksum S3 makes a CRC-64 of its own", async () => {
  const { client, send } = openInProcessS3();
  await client().send(new CreateBucketCommand({ Bucket, ACL: "public-read-write" }));
  const { headers } = await send({ method: "PUT", target: `/${Bucket}/${Key}`, body: "123456789" });
  expect(headers["x-amz-checksum-crc64nvme"]).toBe(
    digestOf("CRC64NVME", Buffer.from("123456789")).toString("base64"),
  );
});

test("copies with the source's metadata, or with new ones", async () => {
  const s3 = await openWithBucket();
  const source = "from ü+?";
  await s3.send(
    new PutObjectCommand({
      Bucket,
      Key: source,
      Body: "bytes",
      Metadata: { a: "1" },
      ContentType: "a/b",
      Tagging: "t=1",
    }),
  );
  const CopySource = encodeURI(`${Bucket}/`) + encodeURIComponent(source);
  const copied = await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource }));
  expect(copied.CopyObjectResult?.ETag).toBe(
    (await s3.send(new HeadObjectCommand({ Bucket, Key: source }))).ETag,
  );
  expect(await s3.send(new GetObjectCommand({ Bucket, Key: "copy" }))).toMatchObject({
    Metadata: { a: "1" },
    ContentType: "a/b",
    TagCount: 1,
  });
  await s3.send(
    new CopyObjectCommand({
      Bucket,
      Key: "replaced",
      CopySource,
      MetadataDirective: "REPLACE",
      Metadata: { b: "2" },
      TaggingDirective: "REPLACE",
      Tagging: "u=2",
    }),
  );
  expect(await s3.send(new HeadObjectCommand({ Bucket, Key: "replaced" }))).toMatchObject({
    Metadata: { b: "2" },
  });
  const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: "replaced" }));
  expect(TagSet).toEqual([{ Key: "u", Value: "2" }]);
  const self = { Bucket, Key: source, CopySource };
  await expect(s3.send(new CopyObjectCommand(self))).rejects.toMatchObject({ name: "InvalidRequest" });
  await s3.send(new CopyObjectCommand({ ...self, MetadataDirective: "REPLACE", Metadata: {} }));
  const unchanged = { Bucket, Key: "no", CopySource, CopySourceIfMatch: '"nothing"' };
  await expect(s3.send(new CopyObjectCommand(unchanged))).rejects.toMatchObject({
    name: "PreconditionFailed",
  });
});

test.for([
  ["its class, though the same", {}, { StorageClass: "STANDARD" }],
  ["its key in KMS", { ServerSideEncryption: "aws:kms" }, {}],
] as const)("a copy to itself may change %s", async ([, written, copied]) => {
  const s3 = await openWithBucket();
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x", ...written }));
  await s3.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${Key}`, ...copied }));
  expect(await read(s3, Key)).toBe("x");
  expect((await s3.send(new HeadObjectCommand({ Bucket, Key }))).SSEKMSKeyId).toBeUndefined();
});

test("a copy's source may be named as it is, escapes or not", async () => {
  const s3 = await openWithBucket();
  await s3.send(new PutObjectCommand({ Bucket, Key: "100 %-off", Body: "x" }));
  for (const CopySource of [`${Bucket}/100 %-off`, `/${Bucket}/100%20%25-off`]) {
    await s3.send(new CopyObjectCommand({ Bucket, Key, CopySource }));
    expect(await read(s3, Key)).toBe("x");
  }
});

test("a refused HEAD tells the type of the document that it leaves out", async () => {
  const { status, headers, text } = await openInProcessS3().send({ method: "HEAD", target: "/nowhere/k" });
  expect([status, headers["content-type"], text]).toEqual([404, "application/xml", ""]);
});

test("HEAD of a bucket names the type of a document that it has not", async () => {
  const s3 = openInProcessS3();
  await s3.client().send(new CreateBucketCommand({ Bucket }));
  await s3.client().send(new PutBucketAclCommand({ Bucket, ACL: "public-read" }));
  const { status, headers } = await s3.send({ method: "HEAD", target: `/${Bucket}` });
  expect([status, headers["content-type"]]).toEqual([200, "application/xml"]);
});

test("reads under conditions", async () => {
  const s3 = await openWithBucket();
  const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
  const status = (conditions: object) =>
    s3.send(new GetObjectCommand({ Bucket, Key, ...conditions })).then(
      () => 200,
      (error: { $metadata: { httpStatusCode: number } }) => error.$metadata.httpStatusCode,
    );
  const before = new Date("2020-01-01");
  const after = new Date("2029-01-01");
  expect(await status({ IfMatch: ETag })).toBe(200);
  expect(await status({ IfMatch: '"other"' })).toBe(412);
  expect(await status({ IfMatch: ETag, IfUnmodifiedSince: before })).toBe(200);
  expect(await status({ IfNoneMatch: ETag })).toBe(304);
  expect(await status({ IfNoneMatch: '"other"', IfModifiedSince: after })).toBe(200);
  expect(await status({ IfModifiedSince: after })).toBe(304);
  expect(await status({ IfModifiedSince: before })).toBe(200);
  expect(await status({ IfUnmodifiedSince: before })).toBe(412);
});

test("writes and deletes under conditions", async () => {
  const s3 = await openWithBucket();
  const put = (Body: string, conditions: object) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body, ...conditions }));
  await expect(put("x", { IfMatch: '"a"' })).rejects.toMatchObject({ name: "NoSuchKey" });
  const { ETag } = await put("one", { IfNoneMatch: "*" });
  await expect(put("two", { IfNoneMatch: "*" })).rejects.toMatchObject({
    name: "PreconditionFailed",
    Condition: "If-None-Match",
  });
  await expect(put("two", { IfMatch: '"a"' })).rejects.toMatchObject({ name: "PreconditionFailed" });
  await expect(put("two", { IfNoneMatch: ETag })).rejects.toMatchObject({ name: "NotImplemented" });
  expect(await read(s3, Key)).toBe("one");
  await put("two", { IfMatch: ETag });
  await expect(s3.send(new DeleteObjectCommand({ Bucket, Key, IfMatch: ETag }))).rejects.toMatchObject({
    name: "PreconditionFailed",
  });
  expect(await read(s3, Key)).toBe("two");
});

test("of many conditional creations one wins", async () => {
  const s3 = await openWithBucket();
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body: String(index), IfNoneMatch: "*" })),
    ),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("tags are put, counted, deleted", async () => {
  const s3 = await openWithBucket();
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
  const TagSet = [{ Key: "a", Value: "1" }];
  await s3.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet } }));
  expect((await s3.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet).toEqual(TagSet);
  await s3.send(new DeleteObjectTaggingCommand({ Bucket, Key }));
  expect((await s3.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet).toEqual([]);
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x", Tagging: "b=2&a" }));
  const { TagSet: byKey } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key }));
  expect(byKey?.map((tag) => tag.Key)).toEqual(["a", "b"]);
});

test("KMS without a key uses the one it keeps for S3", async () => {
  const s3 = await openWithBucket();
  const put = (Name: string, SSEKMSKeyId?: string) =>
    s3.send(
      new PutObjectCommand({ Bucket, Key: Name, Body: "x", ServerSideEncryption: "aws:kms", SSEKMSKeyId }),
    );
  const { SSEKMSKeyId } = await put("a");
  expect(SSEKMSKeyId).toMatch(
    /^arn:aws:kms:us-east-1:\d{12}:key\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  );
  expect((await put("b")).SSEKMSKeyId).toBe(SSEKMSKeyId);
  expect((await put("c", "mine")).SSEKMSKeyId).toBe("mine");
});

test("tells the attributes that are asked for", async () => {
  const s3 = await openWithBucket();
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: "data" }));
  const command = new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ["ETag", "ObjectSize"] });
  const attributes = await s3.send(command);
  expect(attributes).toMatchObject({ ETag: "8d777f385d3dfec8815d20f7496026dc", ObjectSize: 4 });
  expect(attributes.StorageClass).toBeUndefined();
});

test("archived objects are read after they were restored", async () => {
  const { client, clock } = openInProcessS3();
  const s3 = client();
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: "cold", StorageClass: "GLACIER" }));
  await expect(read(s3, Key)).rejects.toMatchObject({ name: "InvalidObjectState" });
  const restore = new RestoreObjectCommand({ Bucket, Key, RestoreRequest: { Days: 1 } });
  expect((await s3.send(restore)).$metadata.httpStatusCode).toBe(202);
  expect((await s3.send(restore)).$metadata.httpStatusCode).toBe(200);
  expect(await read(s3, Key)).toBe("cold");
  expect((await s3.send(new HeadObjectCommand({ Bucket, Key }))).Restore).toContain(
    'ongoing-request="false"',
  );
  clock.advance(3 * 24 * 60 * 60 * 1000);
  await expect(read(client(), Key)).rejects.toMatchObject({ name: "InvalidObjectState" });
});

test("under a customer's key an object is read with the key and not without", async () => {
  const s3 = await openWithBucket();
  const sse = { SSECustomerAlgorithm: "AES256", SSECustomerKey: randomBytes(32) as unknown as string };
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: "secret", ...sse }));
  const got = await s3.send(new GetObjectCommand({ Bucket, Key, ...sse }));
  expect(await got.Body?.transformToString()).toBe("secret");
  await expect(read(s3, Key)).rejects.toMatchObject({ name: "InvalidRequest" });
  const other = { ...sse, SSECustomerKey: randomBytes(32) as unknown as string };
  await expect(s3.send(new GetObjectCommand({ Bucket, Key, ...other }))).rejects.toMatchObject({
    name: "AccessDenied",
  });
});

test("lists by both versions, with prefixes, pages and encoded keys", async () => {
  const s3 = await openWithBucket();
  for (const key of ["a b", "dir/1", "dir/2", "z"])
    await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: "x" }));
  const v1 = await s3.send(
    new ListObjectsCommand({ Bucket, Delimiter: "/", MaxKeys: 2, EncodingType: "url" }),
  );
  expect(v1).toMatchObject({ IsTruncated: true, NextMarker: "dir/", CommonPrefixes: [{ Prefix: "dir/" }] });
  expect(v1.Contents).toMatchObject([{ Key: "a%20b", Owner: { ID: expect.any(String) } }]);
  const next = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: "/", Marker: v1.NextMarker }));
  expect(next.Contents?.map((object) => object.Key)).toEqual(["z"]);
  const v2 = await s3.send(new ListObjectsV2Command({ Bucket, StartAfter: "a b", MaxKeys: 1 }));
  expect(v2).toMatchObject({ IsTruncated: true, KeyCount: 1, StartAfter: "a b" });
  expect(v2.Contents?.[0]?.Owner).toBeUndefined();
  const rest = await s3.send(
    new ListObjectsV2Command({ Bucket, ContinuationToken: v2.NextContinuationToken, FetchOwner: true }),
  );
  expect(rest.Contents?.map((object) => object.Key)).toEqual(["dir/2", "z"]);
  expect(rest.Contents?.[0]?.Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
});

test("response headers can be overridden by those who sign, not by others", async () => {
  const { client, send } = openInProcessS3();
  const s3 = client("test", { endpoint: "http://127.0.0.1:4566", forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x", ACL: "public-read" }));
  const command = new GetObjectCommand({ Bucket, Key, ResponseContentType: "text/x-other" });
  const url = new URL(await getSignedUrl(s3, command, { signingDate: new Date("2026-01-02T03:04:05Z") }));
  const signed = await send({ target: url.pathname + url.search, headers: { host: url.host } });
  expect(signed).toMatchObject({ status: 200, headers: { "content-type": "text/x-other" }, text: "x" });
  const unsigned = await send({ target: `/${Bucket}/${Key}?response-content-type=text%2Fx-other` });
  expect(unsigned.status).toBe(400);
  expect(unsigned.text).toContain("<Code>InvalidRequest</Code>");
});

test("a read may not ask for encryption", async () => {
  const { client, send } = openInProcessS3();
  await client().send(new CreateBucketCommand({ Bucket }));
  await client().send(new PutObjectCommand({ Bucket, Key, Body: "x", ACL: "public-read" }));
  const headers = { "x-amz-server-side-encryption": "AES256" };
  expect((await send({ target: `/${Bucket}/${Key}`, headers })).status).toBe(400);
});
