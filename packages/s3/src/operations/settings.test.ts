import {
  CreateBucketCommand,
  DeleteBucketAnalyticsConfigurationCommand,
  DeleteBucketCorsCommand,
  DeleteBucketEncryptionCommand,
  DeleteBucketLifecycleCommand,
  DeleteBucketOwnershipControlsCommand,
  DeleteBucketPolicyCommand,
  DeleteBucketReplicationCommand,
  DeleteBucketTaggingCommand,
  DeleteBucketWebsiteCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAccelerateConfigurationCommand,
  GetBucketAnalyticsConfigurationCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketReplicationCommand,
  GetBucketRequestPaymentCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetBucketWebsiteCommand,
  GetPublicAccessBlockCommand,
  ListBucketAnalyticsConfigurationsCommand,
  PutBucketAccelerateConfigurationCommand,
  PutBucketAnalyticsConfigurationCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketRequestPaymentCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutBucketWebsiteCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { openInProcessS3 } from "../in-process.cases.ts";

const Bucket = "media";

interface Setting {
  readonly name: string;
  readonly put: (s3: S3Client) => Promise<unknown>;
  readonly get: (s3: S3Client) => Promise<unknown>;
  /** What get answers after put, in part. */
  readonly expected: object;
  /** Absent where there is no deletion. */
  readonly remove?: (s3: S3Client) => Promise<unknown>;
  /** The code that get answers before put and after removal; absent where it answers emptiness. */
  readonly missing?: string;
}

const CORS_RULES = [{ AllowedMethods: ["GET"], AllowedOrigins: ["https://example.com"], MaxAgeSeconds: 60 }];
const WEBSITE = { IndexDocument: { Suffix: "index.html" }, ErrorDocument: { Key: "404.html" } };
const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::media/*" }],
});
const DATE = new Date("2030-01-01T00:00:00Z");
const ANALYTICS = { Id: "a1", StorageClassAnalysis: {} };

const SETTINGS: readonly Setting[] = [
  {
    name: "CORS",
    put: (s3) => s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: CORS_RULES } })),
    get: (s3) => s3.send(new GetBucketCorsCommand({ Bucket })),
    expected: { CORSRules: CORS_RULES },
    remove: (s3) => s3.send(new DeleteBucketCorsCommand({ Bucket })),
    missing: "NoSuchCORSConfiguration",
  },
  {
    name: "tags",
    put: (s3) =>
      s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: "a", Value: "ü" }] } })),
    get: (s3) => s3.send(new GetBucketTaggingCommand({ Bucket })),
    expected: { TagSet: [{ Key: "a", Value: "ü" }] },
    remove: (s3) => s3.send(new DeleteBucketTaggingCommand({ Bucket })),
    missing: "NoSuchTagSet",
  },
  {
    name: "website",
    put: (s3) => s3.send(new PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration: WEBSITE })),
    get: (s3) => s3.send(new GetBucketWebsiteCommand({ Bucket })),
    expected: WEBSITE,
    remove: (s3) => s3.send(new DeleteBucketWebsiteCommand({ Bucket })),
    missing: "NoSuchWebsiteConfiguration",
  },
  {
    name: "policy",
    put: (s3) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy: POLICY })),
    get: (s3) => s3.send(new GetBucketPolicyCommand({ Bucket })),
    expected: { Policy: POLICY },
    remove: (s3) => s3.send(new DeleteBucketPolicyCommand({ Bucket })),
    missing: "NoSuchBucketPolicy",
  },
  {
    name: "lifecycle",
    put: (s3) =>
      s3.send(
        new PutBucketLifecycleConfigurationCommand({
          Bucket,
          LifecycleConfiguration: {
            Rules: [{ ID: "r", Status: "Enabled", Filter: { Prefix: "log/" }, Expiration: { Date: DATE } }],
          },
        }),
      ),
    get: (s3) => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
    expected: {
      TransitionDefaultMinimumObjectSize: "all_storage_classes_128K",
      Rules: [{ ID: "r", Status: "Enabled", Filter: { Prefix: "log/" }, Expiration: { Date: DATE } }],
    },
    remove: (s3) => s3.send(new DeleteBucketLifecycleCommand({ Bucket })),
    missing: "NoSuchLifecycleConfiguration",
  },
  {
    name: "ownership controls",
    put: (s3) =>
      s3.send(
        new PutBucketOwnershipControlsCommand({
          Bucket,
          OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerPreferred" }] },
        }),
      ),
    get: (s3) => s3.send(new GetBucketOwnershipControlsCommand({ Bucket })),
    expected: { OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerPreferred" }] } },
    remove: (s3) => s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket })),
    missing: "OwnershipControlsNotFoundError",
  },
  {
    name: "public access block",
    put: (s3) =>
      s3.send(
        new PutPublicAccessBlockCommand({
          Bucket,
          PublicAccessBlockConfiguration: { BlockPublicPolicy: true },
        }),
      ),
    get: (s3) => s3.send(new GetPublicAccessBlockCommand({ Bucket })),
    expected: {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: false,
        IgnorePublicAcls: false,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: false,
      },
    },
    remove: (s3) => s3.send(new DeletePublicAccessBlockCommand({ Bucket })),
    missing: "NoSuchPublicAccessBlockConfiguration",
  },
  {
    name: "encryption",
    put: (s3) =>
      s3.send(
        new PutBucketEncryptionCommand({
          Bucket,
          ServerSideEncryptionConfiguration: {
            Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
          },
        }),
      ),
    get: (s3) => s3.send(new GetBucketEncryptionCommand({ Bucket })),
    expected: {
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }],
      },
    },
    remove: (s3) => s3.send(new DeleteBucketEncryptionCommand({ Bucket })),
    missing: "ServerSideEncryptionConfigurationNotFoundError",
  },
  {
    name: "replication",
    put: async (s3) => {
      await s3.send(
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }),
      );
      await s3.send(
        new PutBucketReplicationCommand({
          Bucket,
          ReplicationConfiguration: {
            Role: "arn:aws:iam::111111111111:role/r",
            Rules: [{ Status: "Enabled", Prefix: "", Destination: { Bucket: "arn:aws:s3:::copy" } }],
          },
        }),
      );
    },
    get: (s3) => s3.send(new GetBucketReplicationCommand({ Bucket })),
    expected: { ReplicationConfiguration: { Role: "arn:aws:iam::111111111111:role/r" } },
    remove: (s3) => s3.send(new DeleteBucketReplicationCommand({ Bucket })),
    missing: "ReplicationConfigurationNotFoundError",
  },
  {
    name: "an analytics configuration",
    put: (s3) =>
      s3.send(
        new PutBucketAnalyticsConfigurationCommand({ Bucket, Id: "a1", AnalyticsConfiguration: ANALYTICS }),
      ),
    get: (s3) => s3.send(new GetBucketAnalyticsConfigurationCommand({ Bucket, Id: "a1" })),
    expected: { AnalyticsConfiguration: { Id: "a1" } },
    remove: (s3) => s3.send(new DeleteBucketAnalyticsConfigurationCommand({ Bucket, Id: "a1" })),
    missing: "NoSuchConfiguration",
  },
  {
    name: "the list of analytics configurations",
    put: (s3) =>
      s3.send(
        new PutBucketAnalyticsConfigurationCommand({ Bucket, Id: "a1", AnalyticsConfiguration: ANALYTICS }),
      ),
    get: (s3) => s3.send(new ListBucketAnalyticsConfigurationsCommand({ Bucket })),
    expected: { IsTruncated: false, AnalyticsConfigurationList: [{ Id: "a1" }] },
  },
  {
    name: "logging",
    put: (s3) =>
      s3.send(
        new PutBucketLoggingCommand({
          Bucket,
          BucketLoggingStatus: { LoggingEnabled: { TargetBucket: Bucket, TargetPrefix: "log/" } },
        }),
      ),
    get: (s3) => s3.send(new GetBucketLoggingCommand({ Bucket })),
    expected: { LoggingEnabled: { TargetBucket: Bucket, TargetPrefix: "log/" } },
  },
  {
    name: "notification",
    put: (s3) =>
      s3.send(
        new PutBucketNotificationConfigurationCommand({
          Bucket,
          NotificationConfiguration: {
            QueueConfigurations: [
              { Id: "q", QueueArn: "arn:aws:sqs:us-east-1:111111111111:q", Events: ["s3:ObjectCreated:*"] },
            ],
          },
        }),
      ),
    get: (s3) => s3.send(new GetBucketNotificationConfigurationCommand({ Bucket })),
    expected: { QueueConfigurations: [{ Id: "q", Events: ["s3:ObjectCreated:*"] }] },
  },
  {
    name: "versioning",
    put: (s3) =>
      s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Suspended" } })),
    get: (s3) => s3.send(new GetBucketVersioningCommand({ Bucket })),
    expected: { Status: "Suspended" },
  },
  {
    name: "acceleration",
    put: (s3) =>
      s3.send(
        new PutBucketAccelerateConfigurationCommand({
          Bucket,
          AccelerateConfiguration: { Status: "Enabled" },
        }),
      ),
    get: (s3) => s3.send(new GetBucketAccelerateConfigurationCommand({ Bucket })),
    expected: { Status: "Enabled" },
  },
  {
    name: "request payment",
    put: (s3) =>
      s3.send(
        new PutBucketRequestPaymentCommand({ Bucket, RequestPaymentConfiguration: { Payer: "Requester" } }),
      ),
    get: (s3) => s3.send(new GetBucketRequestPaymentCommand({ Bucket })),
    expected: { Payer: "Requester" },
  },
];

test.for(SETTINGS)("$name: put, got, deleted", async ({ put, get, expected, remove, missing }) => {
  const s3 = openInProcessS3().client();
  await s3.send(new CreateBucketCommand({ Bucket }));
  const expectMissing = async () => {
    if (missing === undefined) expect(await get(s3)).not.toMatchObject(expected);
    else await expect(get(s3)).rejects.toMatchObject({ name: missing, $metadata: { httpStatusCode: 404 } });
  };
  await expectMissing();
  await put(s3);
  expect(await get(s3)).toMatchObject(expected);
  if (remove === undefined) return;
  await remove(s3);
  await expectMissing();
});

test("today's defaults: owner enforced, public access blocked, AES256", async () => {
  const s3 = openInProcessS3({ defaults: "modern" }).client();
  await s3.send(new CreateBucketCommand({ Bucket }));
  expect(await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))).toMatchObject({
    OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
  });
  expect(await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).toMatchObject({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  });
  await s3.send(new GetBucketEncryptionCommand({ Bucket }));
});

test("a public policy is told as public, and blocked when the bucket blocks it", async () => {
  const s3 = openInProcessS3().client();
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: POLICY }));
  const { PolicyStatus } = await s3.send(new GetBucketPolicyStatusCommand({ Bucket }));
  expect(PolicyStatus?.IsPublic).toBe(true);
  await s3.send(
    new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { BlockPublicPolicy: true } }),
  );
  await expect(s3.send(new PutBucketPolicyCommand({ Bucket, Policy: POLICY }))).rejects.toMatchObject({
    name: "AccessDenied",
    Hint: expect.stringContaining("BlockPublicPolicy"),
  });
});
