import {
  CloudFrontClient,
  CreateCloudFrontOriginAccessIdentityCommand,
  CreateDistributionCommand,
  CreateStreamingDistributionCommand,
  GetStreamingDistributionCommand,
  ListStreamingDistributionsCommand,
  waitUntilStreamingDistributionDeployed,
} from "@aws-sdk/client-cloudfront";
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetBucketAclCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { sdkRequestHandler } from "@oxbow/aws-protocol";
import { openMemoryBlobs, openMemoryStore } from "@oxbow/store";
import { describe, expect } from "vitest";
import { composeCloud } from "./cloud.ts";
import { createMockCloud } from "./mock-cloud.ts";
import { toSettings } from "./options.ts";
import { cloudTest as test } from "./vitest.ts";

const CONFIG = {
  CallerReference: "one",
  S3Origin: { DomainName: "media.s3.amazonaws.com", OriginAccessIdentity: "" },
  Comment: "",
  TrustedSigners: { Enabled: false, Quantity: 0 },
  Enabled: true,
};

describe("createMockCloud", () => {
  test("puts and gets an object with the SDK", async ({ cloud }) => {
    const s3 = new S3Client(cloud.clientConfig());
    await s3.send(new CreateBucketCommand({ Bucket: "media" }));
    await s3.send(new PutObjectCommand({ Bucket: "media", Key: "a b/ü.txt", Body: "hello" }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "media", Key: "a b/ü.txt" }));
    expect(await Body?.transformToString()).toBe("hello");
  });

  test("deploys when its clock says so", async ({ cloud, clock }) => {
    const cloudfront = new CloudFrontClient(cloud.clientConfig());
    const { StreamingDistribution: created } = await cloudfront.send(
      new CreateStreamingDistributionCommand({ StreamingDistributionConfig: CONFIG }),
    );
    expect(created?.Status).toBe("InProgress");
    expect(created?.DomainName).toMatch(/^s[a-z0-9]{13}\.cloudfront\.net$/);
    await clock.advance(999);
    const get = new GetStreamingDistributionCommand({ Id: created?.Id });
    expect((await cloudfront.send(get)).StreamingDistribution?.Status).toBe("InProgress");
    await clock.advance(1);
    expect((await cloudfront.send(get)).StreamingDistribution?.Status).toBe("Deployed");
    const waited = await waitUntilStreamingDistributionDeployed(
      { client: cloudfront, maxWaitTime: 5, minDelay: 1 },
      { Id: created?.Id },
    );
    expect(waited.state).toBe("SUCCESS");
  });

  test("expires objects at midnight of its clock", async ({ cloud, clock }) => {
    const s3 = new S3Client(cloud.clientConfig());
    await s3.send(new CreateBucketCommand({ Bucket: "media" }));
    await s3.send(new PutObjectCommand({ Bucket: "media", Key: "logs/old", Body: "x" }));
    await s3.send(new PutObjectCommand({ Bucket: "media", Key: "kept", Body: "x" }));
    await s3.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket: "media",
        LifecycleConfiguration: {
          Rules: [{ Status: "Enabled", Filter: { Prefix: "logs/" }, Expiration: { Days: 2 } }],
        },
      }),
    );
    const keys = async (): Promise<unknown> =>
      (await s3.send(new ListObjectsV2Command({ Bucket: "media" }))).Contents?.map(({ Key }) => Key);
    const dayMs = 86_400_000;
    const untilMidnightMs = dayMs - (clock.now().getTime() % dayMs);
    await clock.advance(2 * dayMs + untilMidnightMs - 1);
    expect(await keys()).toEqual(["kept", "logs/old"]);
    await clock.advance(1);
    expect(await keys()).toEqual(["kept"]);
  });

  test("forgets completed uploads by its clock, without any rules", async ({ clock, onTestFinished }) => {
    const store = openMemoryStore();
    const cloud = composeCloud({
      store,
      blobs: openMemoryBlobs(),
      clock,
      settings: toSettings({}),
      onError: (error) => {
        throw error;
      },
    });
    onTestFinished(() => cloud.close());
    const s3 = new S3Client({
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      forcePathStyle: true,
      requestHandler: sdkRequestHandler(cloud.handle),
    });
    const film = { Bucket: "media", Key: "film" };
    await s3.send(new CreateBucketCommand({ Bucket: "media" }));
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(film));
    const { ETag } = await s3.send(new UploadPartCommand({ ...film, UploadId, PartNumber: 1, Body: "x" }));
    await s3.send(
      new CompleteMultipartUploadCommand({
        ...film,
        UploadId,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
      }),
    );
    expect(await store.list("s3.completed/media")).toHaveLength(1);
    await clock.advance(25 * 3_600_000);
    expect(await store.list("s3.completed/media")).toEqual([]);
  });

  test.for(["streaming", "web"] as const)(
    "lets logs be delivered when logging of a %s distribution is switched on",
    async (kind, { cloud }) => {
      const s3 = new S3Client(cloud.clientConfig());
      const cloudfront = new CloudFrontClient(cloud.clientConfig());
      await s3.send(new CreateBucketCommand({ Bucket: "logs" }));
      const grantees = async (): Promise<unknown> =>
        (await s3.send(new GetBucketAclCommand({ Bucket: "logs" }))).Grants?.map(
          ({ Grantee, Permission }) => `${Grantee?.DisplayName} ${Permission}`,
        );
      const create = (bucket: string): Promise<unknown> => createWithLogs(cloudfront, kind, bucket);
      await create("logs.s3.amazonaws.com");
      expect(await grantees()).toContain("awslogsdelivery FULL_CONTROL");
      await s3.send(new CreateBucketCommand({ Bucket: "no-acls", ObjectOwnership: "BucketOwnerEnforced" }));
      await expect(create("no-acls.s3.amazonaws.com")).rejects.toMatchObject({
        name: "InvalidArgument",
        message:
          "The S3 bucket that you specified for CloudFront logs does not enable ACL access: no-acls.s3.amazonaws.com",
      });
    },
  );

  test("a policy names an origin access identity by its ARN when it is read back", async ({ cloud }) => {
    const s3 = new S3Client(cloud.clientConfig());
    const { CloudFrontOriginAccessIdentity: identity } = await new CloudFrontClient(
      cloud.clientConfig(),
    ).send(
      new CreateCloudFrontOriginAccessIdentityCommand({
        CloudFrontOriginAccessIdentityConfig: { CallerReference: "reader", Comment: "" },
      }),
    );
    await s3.send(new CreateBucketCommand({ Bucket: "media" }));
    const stranger = "0".repeat(64);
    const policyFor = (Principal: unknown): string =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal, Action: "s3:GetObject", Resource: "arn:aws:s3:::media/*" }],
      });
    const readBack = async (Policy: string): Promise<string | undefined> => {
      await s3.send(new PutBucketPolicyCommand({ Bucket: "media", Policy }));
      return (await s3.send(new GetBucketPolicyCommand({ Bucket: "media" }))).Policy;
    };
    const arn = `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${identity?.Id}`;
    const asked = policyFor({ CanonicalUser: [identity?.S3CanonicalUserId, stranger] });
    expect(await readBack(asked)).toBe(policyFor({ AWS: arn, CanonicalUser: stranger }));
    expect(await readBack(policyFor({ AWS: arn }))).toBe(policyFor({ AWS: arn }));
  });

  test("keeps accounts apart", async ({ cloud }) => {
    const [one, two] = ["111111111111", "222222222222"].map((account) => cloud.clientConfig(account));
    await new S3Client(one ?? {}).send(new CreateBucketCommand({ Bucket: "mine" }));
    const { Buckets } = await new S3Client(two ?? {}).send(new ListBucketsCommand({}));
    expect(Buckets ?? []).toEqual([]);
    expect(await new STSClient(two ?? {}).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: "222222222222",
    });
  });

  test("remembers what it was asked", async ({ cloud }) => {
    const cloudfront = new CloudFrontClient(cloud.clientConfig());
    await cloudfront.send(new ListStreamingDistributionsCommand({}));
    expect(cloud.requests.list()).toMatchObject([
      { service: "cloudfront", operation: "ListStreamingDistributions", status: 200 },
    ]);
  });

  test("fails when it is told to, and only there", async ({ cloud }) => {
    cloud.faults.set({
      id: "bad day",
      match: { service: "cloudfront", operation: "ListStreamingDistributions" },
      effect: { kind: "throttle", perSecond: 0 },
    });
    const cloudfront = new CloudFrontClient({ ...cloud.clientConfig(), maxAttempts: 1 });
    await expect(cloudfront.send(new ListStreamingDistributionsCommand({}))).rejects.toMatchObject({
      name: "Throttling",
    });
    const s3 = new S3Client(cloud.clientConfig());
    expect((await s3.send(new ListBucketsCommand({}))).$metadata.httpStatusCode).toBe(200);
    cloud.faults.clear();
    expect((await cloudfront.send(new ListStreamingDistributionsCommand({}))).$metadata.httpStatusCode).toBe(
      200,
    );
  });

  test("forgets everything on reset", async ({ cloud }) => {
    const s3 = new S3Client(cloud.clientConfig());
    const cloudfront = new CloudFrontClient(cloud.clientConfig());
    await s3.send(new CreateBucketCommand({ Bucket: "media" }));
    await cloudfront.send(new CreateStreamingDistributionCommand({ StreamingDistributionConfig: CONFIG }));
    await cloud.reset();
    expect((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
    const { StreamingDistributionList: list } = await cloudfront.send(
      new ListStreamingDistributionsCommand({}),
    );
    expect(list?.Quantity).toBe(0);
  });

  test("refuses an option that it does not know", ({ expect: it }) => {
    it(() => createMockCloud({ deployDelayMs: -1 })).toThrow(
      "deployDelayMs is -1: write a whole number, 0 or more",
    );
    it(() => createMockCloud({ dataDirectory: "state" })).toThrow("use startMockCloud");
  });
});

/** Creates a distribution that logs to a bucket. */
async function createWithLogs(
  cloudfront: CloudFrontClient,
  kind: "streaming" | "web",
  bucket: string,
): Promise<unknown> {
  const Logging = { Enabled: true, Bucket: bucket, Prefix: "access/" };
  const CallerReference = `${kind} ${bucket}`;
  if (kind === "streaming") {
    const StreamingDistributionConfig = { ...CONFIG, CallerReference, Logging };
    return await cloudfront.send(new CreateStreamingDistributionCommand({ StreamingDistributionConfig }));
  }
  return await cloudfront.send(
    new CreateDistributionCommand({
      DistributionConfig: {
        CallerReference,
        Comment: "",
        Enabled: true,
        Logging: { ...Logging, IncludeCookies: false },
        Origins: {
          Quantity: 1,
          Items: [
            {
              Id: "media",
              DomainName: "media.s3.amazonaws.com",
              S3OriginConfig: { OriginAccessIdentity: "" },
            },
          ],
        },
        DefaultCacheBehavior: {
          TargetOriginId: "media",
          ViewerProtocolPolicy: "allow-all",
          ForwardedValues: { QueryString: false, Cookies: { Forward: "none" } },
          MinTTL: 0,
        },
      },
    }),
  );
}
