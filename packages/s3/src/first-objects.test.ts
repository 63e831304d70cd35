import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { openInProcessS3 } from "./in-process.cases.ts";

test("a bucket, an object in it, and away with both", async () => {
  const { client } = openInProcessS3();
  const s3 = client();
  await s3.send(new CreateBucketCommand({ Bucket: "media" }));
  await s3.send(new HeadBucketCommand({ Bucket: "media" }));
  const put = await s3.send(
    new PutObjectCommand({
      Bucket: "media",
      Key: "a b/ü.txt",
      Body: "hello world",
      ContentType: "text/plain",
      Metadata: { colour: "red" },
    }),
  );
  expect(put.ETag).toBe('"5eb63bbbe01eeed093cb22bb8f5acdc3"');
  expect(put.ChecksumCRC32).toBe("DUoRhQ==");
  const got = await s3.send(new GetObjectCommand({ Bucket: "media", Key: "a b/ü.txt" }));
  expect(await got.Body?.transformToString()).toBe("hello world");
  expect(got).toMatchObject({ ContentType: "text/plain", ContentLength: 11, Metadata: { colour: "red" } });
  const range = await s3.send(
    new GetObjectCommand({ Bucket: "media", Key: "a b/ü.txt", Range: "bytes=6-8" }),
  );
  expect(range.$metadata.httpStatusCode).toBe(206);
  expect(range.ContentRange).toBe("bytes 6-8/11");
  expect(await range.Body?.transformToString()).toBe("wor");
  const head = await s3.send(new HeadObjectCommand({ Bucket: "media", Key: "a b/ü.txt" }));
  expect(head.ContentLength).toBe(11);
  const list = await s3.send(new ListObjectsV2Command({ Bucket: "media" }));
  expect(list.Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([["a b/ü.txt", 11]]);
  await expect(s3.send(new DeleteBucketCommand({ Bucket: "media" }))).rejects.toThrow("not empty");
  await s3.send(new DeleteObjectCommand({ Bucket: "media", Key: "a b/ü.txt" }));
  await s3.send(new DeleteBucketCommand({ Bucket: "media" }));
  expect((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
});

test("publicly readable means what the ACL says", async () => {
  const { client, send } = openInProcessS3();
  const s3 = client();
  await s3.send(new CreateBucketCommand({ Bucket: "media" }));
  await s3.send(new PutObjectCommand({ Bucket: "media", Key: "private", Body: "p" }));
  await s3.send(new PutObjectCommand({ Bucket: "media", Key: "public", Body: "p", ACL: "public-read" }));
  expect((await send({ target: "/media/public" })).status).toBe(200);
  expect((await send({ target: "/media/private" })).status).toBe(403);
  expect((await send({ target: "/media/missing" })).status).toBe(403);
});

test("with today's defaults a public ACL is refused, and the refusal tells the way out", async () => {
  const { client } = openInProcessS3({ defaults: "modern" });
  const s3 = client();
  await s3.send(new CreateBucketCommand({ Bucket: "media" }));
  const refused = s3.send(new PutObjectCommand({ Bucket: "media", Key: "k", Body: "p", ACL: "public-read" }));
  await expect(refused).rejects.toMatchObject({
    name: "AccessControlListNotSupported",
    message: "The bucket does not allow ACLs",
    Hint: expect.stringContaining("BucketOwnerPreferred"),
  });
});
