import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutBucketAccelerateConfigurationCommand,
  PutBucketAclCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketReplicationCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutBucketWebsiteCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
  PutObjectTaggingCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { openInProcessS3 } from "./in-process.cases.ts";

const Bucket = "media";
const Key = "k";
const notifyQueue = (QueueArn: string) =>
  new PutBucketNotificationConfigurationCommand({
    Bucket,
    NotificationConfiguration: { QueueConfigurations: [{ QueueArn, Events: ["s3:ObjectCreated:*"] }] },
  });
const notifyFunction = (LambdaFunctionArn: string) =>
  new PutBucketNotificationConfigurationCommand({
    Bucket,
    NotificationConfiguration: {
      LambdaFunctionConfigurations: [{ LambdaFunctionArn, Events: ["s3:ObjectCreated:*"] }],
    },
  });
const tag = (key: string, value = "v") => ({ TagSet: [{ Key: key, Value: value }] });

interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  /** Elements beside code and message. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly ask: (s3: S3Client) => Promise<unknown>;
}

/** What the real service answered, recorded: code, status, wording, extra elements. */
const RECORDED: readonly Refusal[] = [
  {
    code: "InvalidArgument",
    status: 400,
    message: "filter rule name must be either prefix or suffix",
    fields: { ArgumentName: "FilterRule.Name", ArgumentValue: "infix" },
    ask: (s3) =>
      s3.send(
        new PutBucketNotificationConfigurationCommand({
          Bucket,
          NotificationConfiguration: {
            QueueConfigurations: [
              {
                QueueArn: "arn:aws:sqs:us-east-1:111111111111:q",
                Events: ["s3:ObjectCreated:*"],
                Filter: { Key: { FilterRules: [{ Name: "infix" as "prefix", Value: "x" }] } },
              },
            ],
          },
        }),
      ),
  },
  {
    code: "NoSuchBucket",
    status: 404,
    message: "The specified bucket does not exist",
    fields: { BucketName: "missing" },
    ask: (s3) => s3.send(new GetObjectCommand({ Bucket: "missing", Key })),
  },
  {
    code: "NoSuchKey",
    status: 404,
    message: "The specified key does not exist.",
    fields: { Key: "missing" },
    ask: (s3) => s3.send(new GetObjectCommand({ Bucket, Key: "missing" })),
  },
  {
    code: "InvalidRange",
    status: 416,
    message: "The requested range is not satisfiable",
    fields: { ActualObjectSize: "4", RangeRequested: "bytes=10-20" },
    ask: (s3) => s3.send(new GetObjectCommand({ Bucket, Key, Range: "bytes=10-20" })),
  },
  {
    code: "InvalidRequest",
    status: 400,
    message: "Cannot specify both Range header and partNumber query parameter",
    ask: (s3) => s3.send(new GetObjectCommand({ Bucket, Key, Range: "bytes=0-1", PartNumber: 1 })),
  },
  {
    code: "InvalidPartNumber",
    status: 416,
    message: "The requested partnumber is not satisfiable",
    fields: { ActualPartCount: "1", PartNumberRequested: "2" },
    ask: (s3) => s3.send(new GetObjectCommand({ Bucket, Key, PartNumber: 2 })),
  },
  {
    code: "PreconditionFailed",
    status: 412,
    message: "At least one of the pre-conditions you specified did not hold",
    fields: { Condition: "If-Match" },
    ask: (s3) => s3.send(new GetObjectCommand({ Bucket, Key, IfMatch: '"other"' })),
  },
  {
    code: "NotImplemented",
    status: 501,
    message: "A header you provided implies functionality that is not implemented",
    fields: { Header: "If-None-Match" },
    ask: (s3) => s3.send(new PutObjectCommand({ Bucket, Key, Body: "x", IfNoneMatch: '"etag"' })),
  },
  {
    code: "InvalidStorageClass",
    status: 400,
    message: "The storage class you specified is not valid",
    fields: { StorageClassRequested: "OUTPOSTS" },
    ask: (s3) => s3.send(new PutObjectCommand({ Bucket, Key, Body: "x", StorageClass: "OUTPOSTS" })),
  },
  {
    code: "InvalidRequest",
    status: 400,
    message: "Bucket is missing Object Lock Configuration",
    ask: (s3) => s3.send(new GetObjectRetentionCommand({ Bucket, Key })),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
    fields: { ArgumentName: "x-amz-bypass-governance-retention" },
    ask: (s3) => s3.send(new DeleteObjectCommand({ Bucket, Key, BypassGovernanceRetention: true })),
  },
  {
    code: "InvalidTag",
    status: 400,
    message: "Your TagKey cannot be prefixed with aws:",
    fields: { TagKey: "aws:a" },
    ask: (s3) => s3.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: tag("aws:a") })),
  },
  {
    code: "InvalidTag",
    status: 400,
    message: "System tags cannot be added/updated by requester",
    fields: { TagKey: "aws:a" },
    ask: (s3) => s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: tag("aws:a") })),
  },
  {
    code: "InvalidTag",
    status: 400,
    message: "The TagValue you have provided is invalid",
    fields: { TagKey: "a", TagValue: "<>" },
    ask: (s3) => s3.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: tag("a", "<>") })),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message:
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    fields: { ArgumentName: "x-amz-tagging", ArgumentValue: "a=1&a=2" },
    ask: (s3) => s3.send(new PutObjectCommand({ Bucket, Key, Body: "x", Tagging: "a=1&a=2" })),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message:
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    fields: { ArgumentName: "x-amz-tagging", ArgumentValue: "a=1,b=2" },
    ask: (s3) => s3.send(new PutObjectCommand({ Bucket, Key, Body: "x", Tagging: "a=1,b=2" })),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "Provided max-keys not an integer or within integer range",
    fields: { ArgumentName: "max-keys", ArgumentValue: "2147483648" },
    ask: (s3) => s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2 ** 31 })),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "Invalid version id specified",
    fields: { ArgumentName: "versionId", ArgumentValue: "A".repeat(32) },
    ask: (s3) => s3.send(new GetObjectCommand({ Bucket, Key, VersionId: "A".repeat(32) })),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "Invalid version id specified",
    fields: { ArgumentName: "versionId", ArgumentValue: "A".repeat(32) },
    ask: (s3) => s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId: "A".repeat(32) })),
  },
  {
    code: "InvalidRequest",
    status: 400,
    message:
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    ask: (s3) => s3.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${Key}` })),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "Invalid copy source object key",
    fields: { ArgumentName: "x-amz-copy-source" },
    ask: (s3) => s3.send(new CopyObjectCommand({ Bucket, Key, CopySource: Bucket })),
  },
  {
    code: "NoSuchUpload",
    status: 404,
    message:
      "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    fields: { UploadId: "nothing" },
    ask: (s3) => s3.send(new ListPartsCommand({ Bucket, Key, UploadId: "nothing" })),
  },
  {
    code: "InvalidRequest",
    status: 400,
    message: "You must specify at least one part",
    ask: async (s3) => {
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      return s3.send(
        new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: [] } }),
      );
    },
  },
  {
    code: "InvalidRequest",
    status: 400,
    message: "The provided 'x-amz-mp-object-size' header value 5 does not match what was computed: 4",
    ask: async (s3) => {
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      const { ETag } = await s3.send(
        new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: "data" }),
      );
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
      return s3.send(
        new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload, MpuObjectSize: 5 }),
      );
    },
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "Part number must be an integer between 1 and 10000, inclusive",
    fields: { ArgumentName: "partNumber", ArgumentValue: "10001" },
    ask: async (s3) => {
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      return s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 10_001, Body: "x" }));
    },
  },
  {
    code: "InvalidRequest",
    status: 400,
    message: "The COMPOSITE checksum type cannot be used with the crc64nvme checksum algorithm.",
    ask: (s3) =>
      s3.send(
        new CreateMultipartUploadCommand({
          Bucket,
          Key,
          ChecksumAlgorithm: "CRC64NVME",
          ChecksumType: "COMPOSITE",
        }),
      ),
  },
  {
    code: "NoSuchBucketPolicy",
    status: 404,
    message: "The bucket policy does not exist",
    fields: { BucketName: Bucket },
    ask: (s3) => s3.send(new GetBucketPolicyCommand({ Bucket })),
  },
  {
    code: "InvalidBucketOwnerAWSAccountID",
    status: 400,
    message: "The value of the expected bucket owner parameter must be an AWS Account ID... [abcd]",
    ask: (s3) => s3.send(new GetBucketPolicyCommand({ Bucket, ExpectedBucketOwner: "abcd" })),
  },
  {
    code: "InvalidRequest",
    status: 400,
    message: "Found unsupported HTTP method in CORS config. Unsupported method is MYMETHOD",
    ask: (s3) =>
      s3.send(
        new PutBucketCorsCommand({
          Bucket,
          CORSConfiguration: { CORSRules: [{ AllowedMethods: ["MYMETHOD"], AllowedOrigins: ["*"] }] },
        }),
      ),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "'Date' must be at midnight GMT",
    fields: { ArgumentName: "Date" },
    ask: (s3) =>
      s3.send(
        new PutBucketLifecycleConfigurationCommand({
          Bucket,
          LifecycleConfiguration: {
            Rules: [
              { Status: "Enabled", Filter: {}, Expiration: { Date: new Date("2030-01-01T10:00:00Z") } },
            ],
          },
        }),
      ),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message:
      "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
    fields: { ArgumentName: "x-amz-server-side-encryption" },
    ask: (s3) => s3.send(new PutObjectCommand({ Bucket, Key, SSEKMSKeyId: "a-key" })),
  },
  {
    code: "InvalidBucketName",
    status: 400,
    message: "The specified bucket is not valid.",
    fields: { BucketName: "no+bucket" },
    ask: (s3) => s3.send(new GetBucketPolicyCommand({ Bucket: "no+bucket" })),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "Unsupported copy source parameter.",
    fields: { ArgumentName: "x-amz-copy-source", ArgumentValue: `${Bucket}/${Key}?other=1` },
    ask: (s3) =>
      s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/${Key}?other=1` })),
  },
  {
    code: "InvalidTargetBucketForLogging",
    status: 400,
    message: "The target bucket for logging does not exist",
    fields: { TargetBucket: "missing" },
    ask: (s3) =>
      s3.send(
        new PutBucketLoggingCommand({
          Bucket,
          BucketLoggingStatus: { LoggingEnabled: { TargetBucket: "missing", TargetPrefix: "" } },
        }),
      ),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "The IndexDocument Suffix is not well formed",
    fields: { ArgumentName: "IndexDocument", ArgumentValue: "/index.html" },
    ask: (s3) =>
      s3.send(
        new PutBucketWebsiteCommand({
          Bucket,
          WebsiteConfiguration: { IndexDocument: { Suffix: "/index.html" } },
        }),
      ),
  },
  {
    code: "InvalidBucketState",
    status: 409,
    message: "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
    ask: (s3) =>
      s3.send(
        new PutObjectLockConfigurationCommand({
          Bucket,
          ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
        }),
      ),
  },
  {
    code: "InvalidRequest",
    status: 400,
    message: "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
    ask: (s3) =>
      s3.send(
        new PutBucketReplicationCommand({
          Bucket,
          ReplicationConfiguration: {
            Role: "arn:aws:iam::111111111111:role/r",
            Rules: [{ Status: "Enabled", Prefix: "", Destination: { Bucket: "arn:aws:s3:::copy" } }],
          },
        }),
      ),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
    ask: (s3) =>
      s3.send(
        new PutBucketEncryptionCommand({
          Bucket,
          ServerSideEncryptionConfiguration: {
            Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256", KMSMasterKeyID: "k" } }],
          },
        }),
      ),
  },
  {
    code: "InvalidRequest",
    status: 400,
    message: "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names",
    ask: async (s3) => {
      await s3.send(new CreateBucketCommand({ Bucket: "with.dots" }));
      return s3.send(
        new PutBucketAccelerateConfigurationCommand({
          Bucket: "with.dots",
          AccelerateConfiguration: { Status: "Enabled" },
        }),
      );
    },
  },
  {
    code: "MissingSecurityHeader",
    status: 400,
    message: "Your request was missing a required header",
    fields: { MissingHeaderName: "x-amz-acl" },
    ask: (s3) => s3.send(new PutBucketAclCommand({ Bucket })),
  },
  {
    code: "InvalidRequest",
    status: 400,
    message: "Specifying both Canned ACLs and Header Grants is not allowed",
    ask: (s3) => s3.send(new PutBucketAclCommand({ Bucket, ACL: "private", GrantRead: 'id="x"' })),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "Invalid group uri",
    fields: { ArgumentName: "uri", ArgumentValue: "http://example.com/" },
    ask: (s3) => s3.send(new PutBucketAclCommand({ Bucket, GrantRead: 'uri="http://example.com/"' })),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "Argument value eu-east-1 is not a valid AWS Region",
    fields: { ArgumentName: "bucket-region" },
    ask: (s3) => s3.send(new ListBucketsCommand({ BucketRegion: "eu-east-1" })),
  },
  {
    code: "InvalidRedirectLocation",
    status: 400,
    message: "The website redirect location must have a prefix of 'http://' or 'https://' or '/'.",
    ask: (s3) =>
      s3.send(new PutObjectCommand({ Bucket, Key: "b", Body: "x", WebsiteRedirectLocation: "elsewhere" })),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "The ARN could not be parsed",
    ask: (s3) => s3.send(notifyQueue("arn:aws:sns:us-east-1:111111111111:events")),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "The ARN could not be parsed",
    ask: (s3) => s3.send(notifyFunction("arn:aws:lambda:us-east-1:111111111111:events")),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "The notification destination service region is not valid for the bucket location constraint",
    ask: (s3) => s3.send(notifyQueue("arn:aws:sqs:us-west-2:111111111111:events")),
  },
  {
    code: "NoSuchTagSet",
    status: 404,
    message: "The TagSet does not exist",
    ask: async (s3) => {
      await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: "a", Value: "1" }] } }));
      await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [] } }));
      return await s3.send(new GetBucketTaggingCommand({ Bucket }));
    },
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "The continuation token provided is incorrect",
    fields: { ArgumentName: "continuation-token" },
    ask: (s3) => s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken: "nonsense" })),
  },
  {
    code: "InvalidArgument",
    status: 400,
    message: "A version-id marker cannot be specified without a key marker.",
    fields: { ArgumentName: "version-id-marker", ArgumentValue: "x" },
    ask: (s3) => s3.send(new ListObjectVersionsCommand({ Bucket, VersionIdMarker: "x" })),
  },
  {
    code: "IllegalVersioningConfigurationException",
    status: 400,
    message: "The Versioning element must be specified",
    ask: (s3) => s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: {} })),
  },
  {
    code: "InvalidRequest",
    status: 400,
    message: "Bucket is missing Object Lock Configuration",
    ask: (s3) =>
      s3.send(
        new PutObjectRetentionCommand({
          Bucket,
          Key,
          Retention: { Mode: "GOVERNANCE", RetainUntilDate: new Date("2030-01-01") },
        }),
      ),
  },
];

test.for(RECORDED)("$code: $message", async ({ code, status, message, fields = {}, ask }) => {
  const s3 = openInProcessS3().client();
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: "data" }));
  await expect(ask(s3)).rejects.toMatchObject({
    name: code,
    message,
    $metadata: { httpStatusCode: status },
    ...fields,
  });
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  expect(await Body?.transformToString()).toBe("data");
});
