import { createHash, randomBytes } from "node:crypto";
import {
  AbortMultipartUploadCommand,
  type ChecksumAlgorithm,
  type ChecksumType,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadRequest,
  DeleteObjectCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { openMemoryStore } from "@oxbow/store";
import { beforeAll, expect, test } from "vitest";
import { CHECKSUM_ALGORITHMS, digestOf, prepareDigest } from "../checksum/checksum-algorithm.ts";
import { openInProcessS3 } from "../in-process.cases.ts";
import { MIN_PART_BYTES } from "../multipart/select-parts.ts";

const Bucket = "media";
const Key = "a/b c";

beforeAll(() => Promise.all(CHECKSUM_ALGORITHMS.map(prepareDigest)));

async function openWithBucket(): Promise<S3Client> {
  const s3 = openInProcessS3().client();
  await s3.send(new CreateBucketCommand({ Bucket }));
  return s3;
}

async function create(s3: S3Client, key = Key): Promise<string> {
  const { UploadId = "" } = await s3.send(
    new CreateMultipartUploadCommand({ Bucket, Key: key, ContentType: "video/x-flv", Metadata: { a: "b" } }),
  );
  return UploadId;
}

async function uploadPart(s3: S3Client, UploadId: string, PartNumber: number, Body: Buffer): Promise<string> {
  const { ETag = "" } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
  return ETag;
}

test("the parts become the object, whatever the order they came in", async () => {
  const s3 = await openWithBucket();
  const UploadId = await create(s3);
  const parts = [randomBytes(MIN_PART_BYTES), randomBytes(MIN_PART_BYTES), randomBytes(10)];
  const etags: string[] = [];
  for (const number of [3, 1, 2]) {
    etags[number - 1] = await uploadPart(s3, UploadId, number, parts[number - 1] ?? Buffer.alloc(0));
  }
  const listed = await s3.send(new ListPartsCommand({ Bucket, Key, UploadId, MaxParts: 2 }));
  expect(listed).toMatchObject({
    IsTruncated: true,
    NextPartNumberMarker: "2",
    Parts: [{ PartNumber: 1 }, { PartNumber: 2 }],
  });
  const command = new CompleteMultipartUploadCommand({
    Bucket,
    Key,
    UploadId,
    MultipartUpload: { Parts: etags.map((ETag, index) => ({ ETag, PartNumber: index + 1 })) },
  });
  const completed = await s3.send(command);
  const md5s = parts.map((part) => createHash("md5").update(part).digest());
  expect(completed.ETag).toBe(`"${createHash("md5").update(Buffer.concat(md5s)).digest("hex")}-3"`);
  expect((await s3.send(command)).ETag).toBe(completed.ETag);
  // The parts were sent with CRC32; the upload named no algorithm.
  const ofAll = digestOf("CRC64NVME", Buffer.concat(parts)).toString("base64");
  expect(completed).toMatchObject({ ChecksumCRC64NVME: ofAll, ChecksumType: "FULL_OBJECT" });

  const whole = Buffer.concat(parts);
  const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
  expect(got).toMatchObject({
    ContentType: "video/x-flv",
    Metadata: { a: "b" },
    ContentLength: whole.byteLength,
  });
  expect(whole.equals((await got.Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true);

  const Range = `bytes=${MIN_PART_BYTES - 5}-${MIN_PART_BYTES + 4}`;
  const across = await s3.send(new GetObjectCommand({ Bucket, Key, Range }));
  expect(
    whole
      .subarray(MIN_PART_BYTES - 5, MIN_PART_BYTES + 5)
      .equals((await across.Body?.transformToByteArray()) ?? Buffer.alloc(0)),
  ).toBe(true);

  const second = await s3.send(new HeadObjectCommand({ Bucket, Key, PartNumber: 3 }));
  expect(second).toMatchObject({ PartsCount: 3, ContentLength: 10 });
  await expect(s3.send(new ListPartsCommand({ Bucket, Key, UploadId }))).rejects.toMatchObject({
    name: "NoSuchUpload",
  });
});

test.for([
  ["CRC32", "COMPOSITE"],
  ["CRC32", "FULL_OBJECT"],
  ["CRC32C", "FULL_OBJECT"],
  ["CRC64NVME", "FULL_OBJECT"],
  ["MD5", "COMPOSITE"],
  ["SHA1", "COMPOSITE"],
  ["SHA256", "COMPOSITE"],
  ["SHA512", "COMPOSITE"],
  ["XXHASH128", "COMPOSITE"],
  ["XXHASH3", "COMPOSITE"],
  ["XXHASH64", "COMPOSITE"],
] as const)("%s, %s", async ([algorithm, ChecksumType]) => {
  const s3 = await openWithBucket();
  const ChecksumAlgorithm: ChecksumAlgorithm = algorithm;
  const { UploadId } = await s3.send(
    new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm, ChecksumType }),
  );
  const bodies = [randomBytes(MIN_PART_BYTES), randomBytes(100)];
  const member = `Checksum${algorithm}` as const;
  const Parts = [];
  for (const [index, Body] of bodies.entries()) {
    const value = digestOf(algorithm, Body).toString("base64");
    const PartNumber = index + 1;
    const part = await s3.send(
      new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ChecksumAlgorithm, [member]: value }),
    );
    expect(part[member]).toBe(value);
    Parts.push({ PartNumber, ETag: part.ETag, [member]: value });
  }
  const completed = await s3.send(
    new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
  );
  const expected =
    ChecksumType === "FULL_OBJECT"
      ? digestOf(algorithm, Buffer.concat(bodies)).toString("base64")
      : digestOf(algorithm, Buffer.concat(bodies.map((body) => digestOf(algorithm, body)))).toString(
          "base64",
        );
  const suffix = ChecksumType === "COMPOSITE" ? "-2" : "";
  expect(completed).toMatchObject({ [member]: expected + suffix, ChecksumType });
  const attributes = await s3.send(
    new GetObjectAttributesCommand({
      Bucket,
      Key,
      ObjectAttributes: ["Checksum", "ObjectParts", "ObjectSize"],
    }),
  );
  expect(attributes).toMatchObject({
    Checksum: { [member]: expected, ChecksumType },
    ObjectParts: { TotalPartsCount: 2 },
    ObjectSize: MIN_PART_BYTES + 100,
  });
  // The service tells a part's own checksum only of a composite one.
  const ofSecond = ChecksumType === "COMPOSITE" ? Parts[1]?.[member] : undefined;
  for (const part of [{ PartNumber: 2 }, { Range: `bytes=${MIN_PART_BYTES}-${MIN_PART_BYTES + 99}` }]) {
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED", ...part }));
    expect(head.ContentLength).toBe(100);
    expect(head[member]).toBe(ofSecond);
  }
  const across = await s3.send(
    new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED", Range: "bytes=1-9" }),
  );
  expect(across[member]).toBeUndefined();
  const whole = await s3.send(
    new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED", Range: "bytes=0-" }),
  );
  expect(whole).toMatchObject({ [member]: expected + suffix, ChecksumType });
});

test.for(["invalid", "AAAAAA==-x", "AAAA"])(
  "a completion that declares %s as its checksum is refused",
  async (ChecksumCRC32) => {
    const s3 = await openWithBucket();
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: "CRC32" }),
    );
    const upload = { Bucket, Key, UploadId };
    const part = await s3.send(
      new UploadPartCommand({ ...upload, PartNumber: 1, Body: "x", ChecksumAlgorithm: "CRC32" }),
    );
    const Parts = [{ PartNumber: 1, ETag: part.ETag, ChecksumCRC32: part.ChecksumCRC32 }];
    const complete = (declared: string | undefined) =>
      s3.send(
        new CompleteMultipartUploadCommand({
          ...upload,
          MultipartUpload: { Parts },
          ChecksumCRC32: declared,
        }),
      );
    await expect(complete(ChecksumCRC32)).rejects.toMatchObject({
      name: "InvalidRequest",
      message: "Value for x-amz-checksum-crc32 header is invalid.",
    });
    await expect(complete("AAAAAA==-1")).rejects.toMatchObject({ name: "BadDigest" });
    const whole = digestOf("CRC32", digestOf("CRC32", Buffer.from("x"))).toString("base64");
    await expect(complete(`${whole}-7`)).rejects.toMatchObject({ name: "BadDigest" });
    expect(await complete(`${whole}-1`)).toMatchObject({ ChecksumCRC32: `${whole}-1` });
  },
);

test("algorithm and type of a checksum may be in any case", async () => {
  const s3 = await openWithBucket();
  const created = await s3.send(
    new CreateMultipartUploadCommand({
      Bucket,
      Key,
      ChecksumAlgorithm: "cRc32" as ChecksumAlgorithm,
      ChecksumType: "full_Object" as ChecksumType,
    }),
  );
  expect(created).toMatchObject({ ChecksumAlgorithm: "CRC32", ChecksumType: "FULL_OBJECT" });
  const createWith = (input: { ChecksumAlgorithm: string; ChecksumType?: string }) =>
    s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...input } as CreateMultipartUploadRequest));
  await expect(createWith({ ChecksumAlgorithm: "MD4" })).rejects.toMatchObject({
    name: "InvalidRequest",
    message:
      "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, MD5, SHA1, SHA256, SHA512, XXHASH128, XXHASH3, XXHASH64]",
  });
  await expect(createWith({ ChecksumAlgorithm: "CRC32", ChecksumType: "PARTIAL" })).rejects.toMatchObject({
    name: "InvalidRequest",
    message: "Value for x-amz-checksum-type header is invalid.",
  });
});

test("copies parts, whole and by range", async () => {
  const s3 = await openWithBucket();
  const source = randomBytes(MIN_PART_BYTES + 10);
  await s3.send(new PutObjectCommand({ Bucket, Key: "source ü", Body: source }));
  const UploadId = await create(s3);
  const CopySource = `${Bucket}/${encodeURIComponent("source ü")}`;
  const copy = (PartNumber: number, CopySourceRange?: string) =>
    s3.send(new UploadPartCopyCommand({ Bucket, Key, UploadId, PartNumber, CopySource, CopySourceRange }));
  const first = await copy(1);
  const second = await copy(2, "bytes=2-4");
  await expect(copy(3, "bytes=2-")).rejects.toMatchObject({ name: "InvalidArgument" });
  await expect(copy(3, "bytes=0-99999999")).rejects.toMatchObject({ name: "InvalidArgument" });
  await s3.send(
    new CompleteMultipartUploadCommand({
      Bucket,
      Key,
      UploadId,
      MultipartUpload: {
        Parts: [
          { PartNumber: 1, ETag: first.CopyPartResult?.ETag },
          { PartNumber: 2, ETag: second.CopyPartResult?.ETag },
        ],
      },
    }),
  );
  const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const expected = Buffer.concat([source, source.subarray(2, 5)]);
  expect(expected.equals((await got.Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true);
});

test("refuses lists that do not hold", async () => {
  const s3 = await openWithBucket();
  const UploadId = await create(s3);
  const small = await uploadPart(s3, UploadId, 1, Buffer.from("small"));
  const last = await uploadPart(s3, UploadId, 2, Buffer.from("last"));
  const complete = (Parts: { PartNumber: number; ETag: string }[]) =>
    s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  const one = { PartNumber: 1, ETag: small };
  const two = { PartNumber: 2, ETag: last };
  await expect(complete([two, one])).rejects.toMatchObject({ name: "InvalidPartOrder" });
  await expect(complete([one, { PartNumber: 2, ETag: '"0"' }])).rejects.toMatchObject({
    name: "InvalidPart",
  });
  await expect(complete([one, { PartNumber: 3, ETag: last }])).rejects.toMatchObject({ name: "InvalidPart" });
  await expect(complete([one, two])).rejects.toMatchObject({ name: "EntityTooSmall", PartNumber: "1" });
  await complete([two]);
  const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
  expect(await got.Body?.transformToString()).toBe("last");
});

test("an aborted upload is gone, with all its bytes", async () => {
  const { client, service } = openInProcessS3();
  const s3 = client();
  await s3.send(new CreateBucketCommand({ Bucket }));
  const UploadId = await create(s3);
  await uploadPart(s3, UploadId, 1, randomBytes(1000));
  await uploadPart(s3, UploadId, 1, randomBytes(1000));
  const { blobs } = service.service.state as { blobs: { list: () => Promise<readonly string[]> } };
  expect(await blobs.list()).toHaveLength(1);
  await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  expect(await blobs.list()).toHaveLength(0);
  await expect(uploadPart(s3, UploadId, 2, Buffer.from("late"))).rejects.toMatchObject({
    name: "NoSuchUpload",
  });
  expect(await blobs.list()).toHaveLength(0);
});

test("to abort what was completed changes nothing, until that is forgotten", async () => {
  const store = openMemoryStore();
  const { client, service, clock } = openInProcessS3({ store });
  const s3 = client();
  await s3.send(new CreateBucketCommand({ Bucket }));
  const UploadId = await create(s3);
  const ETag = await uploadPart(s3, UploadId, 1, Buffer.from("whole"));
  const Parts = [{ PartNumber: 1, ETag }];
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  const abort = () => s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  await abort();
  const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
  expect(await got.Body?.transformToString()).toBe("whole");
  await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  await abort();
  clock.advance(24 * 60 * 60_000 - 1);
  await service.sweep();
  await abort();
  clock.advance(1);
  await expect(abort()).rejects.toMatchObject({ name: "NoSuchUpload" });
  const completed = `s3.completed/${Bucket}`;
  expect(await store.list(completed)).toHaveLength(1);
  await service.sweep();
  expect(await store.list(completed)).toEqual([]);
});

test("lists uploads by key and by time, page by page", async () => {
  const s3 = await openWithBucket();
  const ids = [
    await create(s3, "a"),
    await create(s3, "b/1"),
    await create(s3, "b/2"),
    await create(s3, "c"),
  ];
  const first = await s3.send(new ListMultipartUploadsCommand({ Bucket, MaxUploads: 2 }));
  expect(first.Uploads?.map(({ UploadId }) => UploadId)).toEqual(ids.slice(0, 2));
  const rest = await s3.send(
    new ListMultipartUploadsCommand({
      Bucket,
      KeyMarker: first.NextKeyMarker,
      UploadIdMarker: first.NextUploadIdMarker,
    }),
  );
  expect(rest.Uploads?.map(({ UploadId }) => UploadId)).toEqual(ids.slice(2));
  expect(rest).toMatchObject({ IsTruncated: false, NextKeyMarker: "c", NextUploadIdMarker: ids[3] });
  const collapsed = await s3.send(new ListMultipartUploadsCommand({ Bucket, Delimiter: "/" }));
  expect(collapsed.CommonPrefixes).toEqual([{ Prefix: "b/" }]);
  expect(collapsed.Uploads?.map(({ Key: key }) => key)).toEqual(["a", "c"]);
});

test("lib-storage uploads a stream in parts", async () => {
  const s3 = await openWithBucket();
  const bytes = randomBytes(2 * MIN_PART_BYTES + 123);
  await new Upload({ client: s3, params: { Bucket, Key, Body: bytes }, queueSize: 3 }).done();
  const got = await s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
  expect(bytes.equals((await got.Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true);
  expect(got.ETag).toMatch(/-3"$/);
});
