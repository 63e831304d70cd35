import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { createAccounts, createGateway } from "@oxbow/aws-protocol";
import { openMemoryBlobs, openMemoryStore } from "@oxbow/store";
import { expect, test } from "vitest";
import { openInProcessS3 } from "../in-process.cases.ts";
import { createS3Service } from "../s3-service.ts";

const Bucket = "media";
const Key = "k";

async function openWithObject() {
  const blobs = openMemoryBlobs();
  const s3 = openInProcessS3({ blobs });
  await s3.client().send(new CreateBucketCommand({ Bucket, ACL: "public-read-write" }));
  await s3.client().send(new PutObjectCommand({ Bucket, Key, Body: "old", ACL: "public-read" }));
  const read = async () => (await s3.send({ target: `/${Bucket}/${Key}` })).text;
  return { ...s3, blobs, read };
}

const REFUSED = [
  { name: "a length that is not reached", headers: { "content-length": "100" }, code: "IncompleteBody" },
  {
    name: "an MD5 of something else",
    headers: { "content-md5": "rL0Y20zC+Fzt72VPzMSk2A==" },
    code: "BadDigest",
  },
  { name: "an MD5 that is none", headers: { "content-md5": "YWJj" }, code: "InvalidDigest" },
  { name: "a CRC of something else", headers: { "x-amz-checksum-crc32": "AAAAAA==" }, code: "BadDigest" },
  { name: "a CRC that is none", headers: { "x-amz-checksum-crc32": "AAAA" }, code: "InvalidRequest" },
  {
    name: "two checksums",
    headers: { "x-amz-checksum-crc32": "AAAAAA==", "x-amz-checksum-crc32c": "AAAAAA==" },
    code: "InvalidRequest",
  },
  {
    name: "a storage class there is not",
    headers: { "x-amz-storage-class": "SHELF" },
    code: "InvalidStorageClass",
  },
  { name: "more than 5 GiB", headers: { "content-length": "5368709121" }, code: "EntityTooLarge" },
] as const;

test.for(REFUSED)("refuses $name, and the old object stays", async ({ headers, code }) => {
  const { send, read, blobs } = await openWithObject();
  const answer = await send({ method: "PUT", target: `/${Bucket}/${Key}`, headers, body: "new bytes" });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(`<Code>${code}</Code>`);
  expect(await read()).toBe("old");
  expect(await blobs.list()).toHaveLength(1);
});

test.for([10, 1_000_000])("an upload that breaks off after %d bytes leaves nothing", async (byteLength) => {
  const store = openMemoryStore();
  const blobs = openMemoryBlobs({ maxBlobBytes: 100_000 });
  const { service } = createS3Service({ store, blobs });
  const gateway = createGateway({ services: [service], accounts: createAccounts([]) });
  const request = { path: `/${Bucket}`, query: "", remoteAddress: "127.0.0.1", isSecure: false };
  const authorization = `AWS4-HMAC-SHA256 Credential=test/${new Date().toISOString().slice(0, 10).replaceAll("-", "")}/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=${"0".repeat(64)}`;
  const headers = {
    host: "127.0.0.1",
    authorization,
    "x-amz-date": new Date().toISOString().replaceAll(/[-:]|\.\d+/g, ""),
    "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
  };
  await gateway.handle({ ...request, method: "PUT", headers, body: undefined });
  async function* breakOff() {
    yield Buffer.alloc(byteLength);
    throw new Error("the client went away");
  }
  const answer = await gateway.handle({
    ...request,
    path: `/${Bucket}/${Key}`,
    method: "PUT",
    headers: { ...headers, "content-length": String(byteLength * 2) },
    body: Readable.from(breakOff(), { objectMode: false }),
  });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await blobs.list()).toEqual([]);
  expect(await store.list(`s3.objects/${Bucket}`)).toEqual([]);
  await blobs.close();
});

test("concurrent puts leave one of them whole, and only its bytes", async () => {
  const { client, blobs } = await openWithObject();
  const s3 = client();
  const bodies = Array.from({ length: 10 }, () => randomBytes(50_000));
  await Promise.all(bodies.map((Body) => s3.send(new PutObjectCommand({ Bucket, Key, Body }))));
  const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const bytes = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
  expect(bodies.some((body) => body.equals(bytes))).toBe(true);
  expect(await blobs.list()).toHaveLength(1);
});

test("bytes that no object names are found and deleted, the others stay", async () => {
  const { client, service, blobs, read } = await openWithObject();
  const { UploadId } = await client().send(new CreateMultipartUploadCommand({ Bucket, Key: "begun" }));
  await client().send(new UploadPartCommand({ Bucket, Key: "begun", UploadId, PartNumber: 1, Body: "part" }));
  const writer = await blobs.create();
  await writer.write(Buffer.from("nobody's"));
  await writer.commit();
  expect(await service.deleteOrphans()).toBe(1);
  expect(await blobs.list()).toHaveLength(2);
  expect(await read()).toBe("old");
});
