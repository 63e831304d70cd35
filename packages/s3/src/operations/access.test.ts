import { buffer } from "node:stream/consumers";
import {
  type BucketCannedACL,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type ObjectCannedACL,
  PutBucketAclCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import type { Principal } from "@oxbow/aws-protocol";
import { expect, test } from "vitest";
import { originAccessIdentityArn } from "../access/policy-evaluation.ts";
import { type InProcessS3, openInProcessS3 } from "../in-process.cases.ts";
import type { S3ServiceOptions } from "../s3-service.ts";
import { LOG_DELIVERY } from "../system-writer.ts";

const Bucket = "media";
const Key = "videos/clock.flv";
const ALICE = "111111111111";
const BOB = "222222222222";
const IDENTITY: Principal = {
  kind: "originAccessIdentity",
  identityId: "E1EXAMPLE",
  canonicalUserId: "c".repeat(96),
};
const ANYBODY: Principal = { kind: "anonymous" };

async function openWithObject(options: Partial<S3ServiceOptions> = {}): Promise<InProcessS3> {
  const s3 = openInProcessS3(options);
  await s3.client(ALICE).send(new CreateBucketCommand({ Bucket }));
  await s3.client(ALICE).send(new PutObjectCommand({ Bucket, Key, Body: "frames" }));
  return s3;
}

function policyFor(Principal: unknown, Effect = "Allow"): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect, Principal, Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` }],
  });
}

async function anonymousStatus({ send }: InProcessS3): Promise<number> {
  return (await send({ target: `/${Bucket}/${Key}` })).status;
}

test("today's defaults can be undone by their owner: ACLs again, block away", async () => {
  const s3 = await openWithObject({ defaults: "modern" });
  const alice = s3.client(ALICE);
  const makePublic = () => alice.send(new PutObjectAclCommand({ Bucket, Key, ACL: "public-read" }));
  await expect(makePublic()).rejects.toMatchObject({ name: "AccessControlListNotSupported" });
  await alice.send(
    new PutBucketOwnershipControlsCommand({
      Bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerPreferred" }] },
    }),
  );
  await expect(makePublic()).rejects.toMatchObject({
    name: "AccessDenied",
    Hint: expect.stringContaining("BlockPublicAcls"),
  });
  await alice.send(new DeletePublicAccessBlockCommand({ Bucket }));
  await makePublic();
  expect(await anonymousStatus(s3)).toBe(200);
});

test("today's defaults let a policy in once the block is away", async () => {
  const s3 = await openWithObject({ defaults: "modern" });
  const alice = s3.client(ALICE);
  const put = () => alice.send(new PutBucketPolicyCommand({ Bucket, Policy: policyFor("*") }));
  await expect(put()).rejects.toMatchObject({ name: "AccessDenied" });
  await alice.send(new DeletePublicAccessBlockCommand({ Bucket }));
  await put();
  expect(await anonymousStatus(s3)).toBe(200);
});

test("a block that comes later takes public ACLs and policies their effect", async () => {
  const s3 = await openWithObject();
  const alice = s3.client(ALICE);
  await alice.send(new PutObjectAclCommand({ Bucket, Key, ACL: "public-read" }));
  expect(await anonymousStatus(s3)).toBe(200);
  await alice.send(
    new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { IgnorePublicAcls: true } }),
  );
  expect(await anonymousStatus(s3)).toBe(403);
  await alice.send(new PutBucketPolicyCommand({ Bucket, Policy: policyFor("*") }));
  expect(await anonymousStatus(s3)).toBe(200);
  await alice.send(
    new PutPublicAccessBlockCommand({
      Bucket,
      PublicAccessBlockConfiguration: { IgnorePublicAcls: true, RestrictPublicBuckets: true },
    }),
  );
  expect(await anonymousStatus(s3)).toBe(403);
});

test("a denial stops the owner too, but not from changing the policy", async () => {
  const s3 = await openWithObject();
  const alice = s3.client(ALICE);
  await alice.send(new PutBucketPolicyCommand({ Bucket, Policy: policyFor("*", "Deny") }));
  const get = () => alice.send(new GetObjectCommand({ Bucket, Key }));
  await expect(get()).rejects.toMatchObject({ name: "AccessDenied" });
  await alice.send(new PutBucketPolicyCommand({ Bucket, Policy: policyFor({ AWS: BOB }) }));
  await get();
  const got = await s3.client(BOB).send(new GetObjectCommand({ Bucket, Key }));
  expect(await got.Body?.transformToString()).toBe("frames");
});

test("an origin access identity reads what a policy or a grant lets it", async () => {
  const s3 = await openWithObject();
  const { service } = s3;
  const request = { bucket: Bucket, key: Key };
  const asIdentity = { ...request, principal: IDENTITY };
  await expect(service.headObject(asIdentity)).rejects.toMatchObject({ code: "forbidden" });
  await s3.client(ALICE).send(
    new PutBucketPolicyCommand({
      Bucket,
      Policy: policyFor({ AWS: originAccessIdentityArn("E1EXAMPLE") }),
    }),
  );
  const info = await service.headObject(asIdentity);
  expect(info).toMatchObject({ byteLength: 6, contentType: "application/octet-stream" });
  const read = await service.readObject({ ...asIdentity, range: { start: 1, end: 3 }, etag: info.etag });
  expect((await buffer(read)).toString()).toBe("ra");
  await expect(service.headObject({ ...request, principal: ANYBODY })).rejects.toMatchObject({
    code: "forbidden",
  });

  await s3.client(ALICE).send(new PutObjectCommand({ Bucket, Key, Body: "other frames" }));
  const stale = service.readObject({ ...asIdentity, range: { start: 0, end: 1 }, etag: info.etag });
  await expect(stale).rejects.toMatchObject({ code: "changed" });
  await expect(service.headObject({ ...asIdentity, key: "missing" })).rejects.toMatchObject({
    code: "forbidden",
  });

  const grant = { Bucket, Key: "granted", Body: "x", GrantRead: `id="${"c".repeat(96)}"` };
  await s3.client(ALICE).send(new PutObjectCommand(grant));
  expect(await service.headObject({ ...asIdentity, key: "granted" })).toMatchObject({ byteLength: 1 });
});

test("who may list is told that an object is missing", async () => {
  const s3 = await openWithObject();
  const missing = { bucket: Bucket, key: "missing", principal: ANYBODY };
  await expect(s3.service.headObject(missing)).rejects.toMatchObject({ code: "forbidden" });
  expect((await s3.send({ target: `/${Bucket}/missing` })).status).toBe(403);
  await s3.client(ALICE).send(new PutBucketAclCommand({ Bucket, ACL: "public-read" }));
  await expect(s3.service.headObject(missing)).rejects.toMatchObject({ code: "not-found" });
  expect((await s3.send({ target: `/${Bucket}/missing` })).status).toBe(404);
});

test("a writer owns what he writes, unless the bucket's owner is to", async () => {
  const s3 = await openWithObject();
  const alice = s3.client(ALICE);
  const bob = s3.client(BOB);
  await alice.send(new PutBucketAclCommand({ Bucket, ACL: "public-read-write" }));
  const put = (key: string, ACL?: "bucket-owner-full-control") =>
    bob.send(new PutObjectCommand({ Bucket, Key: key, Body: "b", ...(ACL === undefined ? {} : { ACL }) }));
  const readByAlice = (key: string) => alice.send(new GetObjectCommand({ Bucket, Key: key }));
  await put("own");
  await expect(readByAlice("own")).rejects.toMatchObject({ name: "AccessDenied" });
  await put("shared", "bucket-owner-full-control");
  await readByAlice("shared");
  const { Owner } = await alice.send(new GetObjectAclCommand({ Bucket, Key: "shared" }));
  const bucketAcl = await alice.send(new GetBucketAclCommand({ Bucket }));
  expect(Owner?.ID).not.toBe(bucketAcl.Owner?.ID);
  await alice.send(
    new PutBucketOwnershipControlsCommand({
      Bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerPreferred" }] },
    }),
  );
  await put("given", "bucket-owner-full-control");
  expect((await alice.send(new GetObjectAclCommand({ Bucket, Key: "given" }))).Owner?.ID).toBe(
    bucketAcl.Owner?.ID,
  );
});

test("another account may neither list nor write nor delete", async () => {
  const s3 = await openWithObject();
  const bob = s3.client(BOB);
  const denied = { name: "AccessDenied", $metadata: { httpStatusCode: 403 } };
  await expect(bob.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject(denied);
  await expect(bob.send(new PutObjectCommand({ Bucket, Key, Body: "x" }))).rejects.toMatchObject(denied);
  await expect(bob.send(new DeleteObjectCommand({ Bucket, Key }))).rejects.toMatchObject(denied);
  await expect(bob.send(new GetBucketAclCommand({ Bucket }))).rejects.toMatchObject(denied);
  expect(
    await s3.service.headObject({ bucket: Bucket, key: Key, principal: ANYBODY }).catch((e) => e.code),
  ).toBe("forbidden");
});

test("an ACL without any grant leaves the owner reading, listing and the ACL", async () => {
  const s3 = await openWithObject();
  const alice = s3.client(ALICE);
  const { Owner } = await alice.send(new GetBucketAclCommand({ Bucket }));
  await alice.send(new PutBucketAclCommand({ Bucket, AccessControlPolicy: { Owner, Grants: [] } }));
  await expect(alice.send(new PutObjectCommand({ Bucket, Key, Body: "x" }))).rejects.toMatchObject({
    name: "AccessDenied",
  });
  await alice.send(new GetObjectCommand({ Bucket, Key }));
  await alice.send(new ListObjectsV2Command({ Bucket }));
  await alice.send(new PutBucketAclCommand({ Bucket, ACL: "private" }));
  await alice.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
});

test("buckets take a canned ACL that the model lacks, objects do not", async () => {
  const alice = (await openWithObject()).client(ALICE);
  const canned: string = "log-delivery-write";
  await alice.send(new PutBucketAclCommand({ Bucket, ACL: canned as BucketCannedACL }));
  const { Grants } = await alice.send(new GetBucketAclCommand({ Bucket }));
  expect(Grants?.map(({ Permission }) => Permission)).toEqual(["FULL_CONTROL", "WRITE", "READ_ACP"]);
  await expect(
    alice.send(new PutObjectAclCommand({ Bucket, Key, ACL: canned as ObjectCannedACL })),
  ).rejects.toMatchObject({ name: "InvalidArgument" });
});

test("logs are delivered where the log delivery account has full control", async () => {
  const s3 = await openWithObject();
  const deliver = () =>
    s3.service.putSystemObject(Bucket, "rtmp/E1.gz", Buffer.from("log"), "application/gzip");
  await expect(deliver()).rejects.toMatchObject({ code: "AccessDenied" });
  await s3.service.grantLogDelivery(Bucket);
  await deliver();
  const got = await s3.client(ALICE).send(new GetObjectCommand({ Bucket, Key: "rtmp/E1.gz" }));
  expect(await got.Body?.transformToString()).toBe("log");
  const { Grants } = await s3.client(ALICE).send(new GetBucketAclCommand({ Bucket }));
  expect(Grants?.map(({ Grantee }) => Grantee?.ID)).toContain(LOG_DELIVERY.id);
});

test("nobody delivers logs into a bucket without ACLs", async () => {
  const { service } = await openWithObject({ defaults: "modern" });
  await expect(service.grantLogDelivery(Bucket)).rejects.toMatchObject({ code: "AccessDenied" });
});
