import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  type LifecycleRule,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
} from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { type InProcessS3, openInProcessS3 } from "../in-process.cases.ts";

const Bucket = "media";
const Key = "k";
const DAY_MS = 24 * 60 * 60 * 1000;

async function openLocked(): Promise<InProcessS3> {
  const s3 = openInProcessS3();
  await s3.client().send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  return s3;
}

function at({ clock }: InProcessS3, days: number): Date {
  return new Date(clock.now().getTime() + days * DAY_MS);
}

test("compliance keeps a version to its day, whoever asks", async () => {
  const s3 = await openLocked();
  const { VersionId } = await s3.client().send(
    new PutObjectCommand({
      Bucket,
      Key,
      Body: "x",
      ObjectLockMode: "COMPLIANCE",
      ObjectLockRetainUntilDate: at(s3, 2),
    }),
  );
  const remove = () =>
    s3.client().send(new DeleteObjectCommand({ Bucket, Key, VersionId, BypassGovernanceRetention: true }));
  await expect(remove()).rejects.toMatchObject({
    message: "Access Denied because object protected by object lock.",
  });
  const shorten = new PutObjectRetentionCommand({
    Bucket,
    Key,
    BypassGovernanceRetention: true,
    Retention: { Mode: "COMPLIANCE", RetainUntilDate: at(s3, 1) },
  });
  await expect(s3.client().send(shorten)).rejects.toMatchObject({ name: "AccessDenied" });
  expect((await s3.client().send(new DeleteObjectCommand({ Bucket, Key }))).DeleteMarker).toBe(true);
  s3.clock.advance(2 * DAY_MS);
  await remove();
});

test("governance gives way to a bypass", async () => {
  const s3 = await openLocked();
  await s3.client().send(
    new PutObjectLockConfigurationCommand({
      Bucket,
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 3 } },
      },
    }),
  );
  expect(await s3.client().send(new GetObjectLockConfigurationCommand({ Bucket }))).toMatchObject({
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 3 } } },
  });
  const { VersionId } = await s3.client().send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
  const { Retention } = await s3.client().send(new GetObjectRetentionCommand({ Bucket, Key }));
  expect(Retention).toEqual({ Mode: "GOVERNANCE", RetainUntilDate: at(s3, 3) });
  const remove = (BypassGovernanceRetention: boolean) =>
    s3.client().send(new DeleteObjectCommand({ Bucket, Key, VersionId, BypassGovernanceRetention }));
  await expect(remove(false)).rejects.toMatchObject({ name: "AccessDenied" });
  await remove(true);
});

test("a legal hold holds until it is off", async () => {
  const s3 = await openLocked();
  const { VersionId } = await s3.client().send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
  const hold = (Status: "ON" | "OFF") =>
    s3.client().send(new PutObjectLegalHoldCommand({ Bucket, Key, LegalHold: { Status } }));
  await hold("ON");
  expect((await s3.client().send(new GetObjectLegalHoldCommand({ Bucket, Key }))).LegalHold).toEqual({
    Status: "ON",
  });
  expect((await s3.client().send(new HeadObjectCommand({ Bucket, Key }))).ObjectLockLegalHoldStatus).toBe(
    "ON",
  );
  const remove = () => s3.client().send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  await expect(remove()).rejects.toMatchObject({ name: "AccessDenied" });
  await hold("OFF");
  await remove();
});

async function putRules({ client }: InProcessS3, Rules: LifecycleRule[]): Promise<void> {
  await client().send(
    new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }),
  );
}

test("objects expire on the server's clock, by prefix", async () => {
  const s3 = openInProcessS3();
  await s3.client().send(new CreateBucketCommand({ Bucket }));
  await putRules(s3, [
    { ID: "logs", Status: "Enabled", Filter: { Prefix: "log/" }, Expiration: { Days: 1 } },
  ]);
  const put = await s3.client().send(new PutObjectCommand({ Bucket, Key: "log/1", Body: "x" }));
  expect(put.Expiration).toBe('expiry-date="Sun, 04 Jan 2026 00:00:00 GMT", rule-id="logs"');
  await s3.client().send(new PutObjectCommand({ Bucket, Key: "kept", Body: "x" }));
  expect(await s3.service.sweep()).toMatchObject({ expired: 0 });
  s3.clock.advance(2 * DAY_MS);
  expect(await s3.service.sweep()).toMatchObject({ expired: 1 });
  const { Contents } = await s3.client().send(new ListObjectsV2Command({ Bucket }));
  expect(Contents?.map((object) => object.Key)).toEqual(["kept"]);
});

test("with versions an object expires under a delete marker, old versions go, uploads are aborted", async () => {
  const s3 = openInProcessS3();
  await s3.client().send(new CreateBucketCommand({ Bucket }));
  await s3
    .client()
    .send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  await putRules(s3, [
    {
      ID: "all",
      Status: "Enabled",
      Filter: {},
      Expiration: { Days: 5 },
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
    },
  ]);
  const first = await s3.client().send(new PutObjectCommand({ Bucket, Key, Body: "one" }));
  await s3.client().send(new PutObjectCommand({ Bucket, Key, Body: "two" }));
  await s3.client().send(new CreateMultipartUploadCommand({ Bucket, Key: "begun" }));
  s3.clock.advance(2 * DAY_MS);
  expect(await s3.service.sweep()).toEqual({ expired: 0, removedVersions: 1, abortedUploads: 1 });
  const gone = new GetObjectCommand({ Bucket, Key, VersionId: first.VersionId });
  await expect(s3.client().send(gone)).rejects.toMatchObject({ name: "NoSuchVersion" });
  expect((await s3.client().send(new ListMultipartUploadsCommand({ Bucket }))).Uploads ?? []).toEqual([]);
  s3.clock.advance(5 * DAY_MS);
  expect(await s3.service.sweep()).toMatchObject({ expired: 1 });
  const { DeleteMarkers, Versions } = await s3.client().send(new ListObjectVersionsCommand({ Bucket }));
  expect([DeleteMarkers?.length, Versions?.length]).toEqual([1, 1]);
});
