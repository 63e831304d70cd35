import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { openInProcessS3 } from "../in-process.cases.ts";

const ALICE = "111111111111";
const BOB = "222222222222";

test("names are shared by all accounts", async () => {
  const { client } = openInProcessS3();
  await client(ALICE).send(new CreateBucketCommand({ Bucket: "media" }));
  await client(ALICE).send(new CreateBucketCommand({ Bucket: "media" }));
  await expect(client(BOB).send(new CreateBucketCommand({ Bucket: "media" }))).rejects.toMatchObject({
    name: "BucketAlreadyExists",
    $metadata: { httpStatusCode: 409 },
    BucketName: "media",
  });
});

test("outside us-east-1 one's own bucket can't be made again", async () => {
  const { client } = openInProcessS3();
  const s3 = client(ALICE, { region: "eu-west-1" });
  const command = new CreateBucketCommand({
    Bucket: "media",
    CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
  });
  await s3.send(command);
  await expect(s3.send(command)).rejects.toMatchObject({ name: "BucketAlreadyOwnedByYou" });
  const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket: "media" }));
  expect(LocationConstraint).toBe("eu-west-1");
  expect((await s3.send(new HeadBucketCommand({ Bucket: "media" }))).BucketRegion).toBe("eu-west-1");
});

test.for([
  ["us-east-1", "us-east-1", "InvalidLocationConstraint"],
  ["us-west-1", "us-east-2", "IllegalLocationConstraintException"],
] as const)("in %s a constraint of %s is refused: %s", async ([region, constraint, name]) => {
  const { client } = openInProcessS3();
  const command = new CreateBucketCommand({
    Bucket: "media",
    CreateBucketConfiguration: { LocationConstraint: constraint as BucketLocationConstraint },
  });
  await expect(client(ALICE, { region }).send(command)).rejects.toMatchObject({ name });
});

test("a bucket with something in it is not deleted", async () => {
  const { client } = openInProcessS3();
  const s3 = client(ALICE);
  await s3.send(new CreateBucketCommand({ Bucket: "media" }));
  await s3.send(new PutObjectCommand({ Bucket: "media", Key: "k", Body: "x" }));
  await expect(s3.send(new DeleteBucketCommand({ Bucket: "media" }))).rejects.toMatchObject({
    name: "BucketNotEmpty",
    message: "The bucket you tried to delete is not empty",
  });
});

test("an account lists its own buckets, page by page", async () => {
  const { client } = openInProcessS3();
  for (const name of ["ccc", "aaa", "bbb"])
    await client(ALICE).send(new CreateBucketCommand({ Bucket: name }));
  await client(BOB).send(new CreateBucketCommand({ Bucket: "abc" }));
  const all = await client(ALICE).send(new ListBucketsCommand({}));
  expect(all.Buckets?.map(({ Name }) => Name)).toEqual(["aaa", "bbb", "ccc"]);
  expect(all.Buckets?.[0]?.CreationDate).toEqual(new Date("2026-01-02T03:04:05Z"));
  const first = await client(ALICE).send(new ListBucketsCommand({ MaxBuckets: 2 }));
  expect(first.Buckets).toHaveLength(2);
  const rest = await client(ALICE).send(
    new ListBucketsCommand({ MaxBuckets: 2, ContinuationToken: first.ContinuationToken }),
  );
  expect(rest.Buckets?.map(({ Name }) => Name)).toEqual(["ccc"]);
  expect(rest.ContinuationToken).toBeUndefined();
});

test("an expected owner must be the owner", async () => {
  const { client } = openInProcessS3();
  const s3 = client(ALICE);
  await s3.send(new CreateBucketCommand({ Bucket: "media" }));
  await s3.send(new HeadBucketCommand({ Bucket: "media", ExpectedBucketOwner: ALICE }));
  const put = (ExpectedBucketOwner: string) =>
    s3.send(new PutObjectCommand({ Bucket: "media", Key: "k", Body: "x", ExpectedBucketOwner }));
  await expect(put(BOB)).rejects.toMatchObject({ name: "AccessDenied" });
  await expect(put("abc")).rejects.toMatchObject({ name: "InvalidBucketOwnerAWSAccountID" });
});

test("nobody signs: no bucket is made, none is listed", async () => {
  const { send } = openInProcessS3();
  expect((await send({ method: "PUT", target: "/media" })).status).toBe(403);
  expect((await send({ target: "/" })).status).not.toBe(200);
});
