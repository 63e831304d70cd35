import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import {
  CloudFrontClient,
  CreateStreamingDistributionCommand,
  type CreateStreamingDistributionCommandInput,
  CreateTrustStoreCommand,
} from "@aws-sdk/client-cloudfront";
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadBucketCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";
import { createGateway, type RequestRecord } from "./gateway.ts";
import type { OperationHandler, Service } from "./operation.ts";
import { rawRequest, relaxedAuthorization } from "./raw-request.cases.ts";
import { sdkRequestHandler } from "./sdk-request-handler.ts";
import { ServiceError } from "./service-error.ts";
import { createStsService } from "./sts.ts";

const objects = new Map<string, Buffer>();

const createBucket: OperationHandler<object, { Bucket: string }, object> = (_, { Bucket }) => ({
  Location: `/${Bucket}`,
});
const headBucket: OperationHandler<object, { Bucket: string }, object> = (_, { Bucket }) => {
  throw new ServiceError("NoSuchBucket", "The specified bucket does not exist", {
    status: 404,
    fields: { BucketName: Bucket },
  });
};
const putObject: OperationHandler<object, { Bucket: string; Key: string; Body: Readable }, object> = async (
  _,
  { Bucket, Key, Body },
) => {
  objects.set(`${Bucket}/${Key}`, await buffer(Body));
  return { ETag: '"etag"' };
};
const getObject: OperationHandler<object, { Bucket: string; Key: string }, object> = (_, { Bucket, Key }) => {
  const Body = objects.get(`${Bucket}/${Key}`);
  if (Body === undefined)
    throw new ServiceError("NoSuchKey", "The specified key does not exist.", {
      status: 404,
      fields: { Key },
    });
  return { Body, ContentLength: Body.length, ContentType: "text/plain" };
};
const createStreamingDistribution: OperationHandler<
  object,
  CreateStreamingDistributionCommandInput,
  object
> = ({ accountId, apiVersion }, { StreamingDistributionConfig }) => ({
  StreamingDistribution: {
    Id: "EDFDVBD6EXAMPLE",
    ARN: `arn:aws:cloudfront::${accountId}:streaming-distribution/EDFDVBD6EXAMPLE`,
    Status: "InProgress",
    LastModifiedTime: new Date(0),
    DomainName: "s5c39gqb8ow64r.cloudfront.net",
    ActiveTrustedSigners: { Enabled: false, Quantity: 0 },
    StreamingDistributionConfig,
  },
  ETag: "E2QWRUHAPOMQZL",
  Location: `https://cloudfront.amazonaws.com/${apiVersion}/streaming-distribution/EDFDVBD6EXAMPLE`,
});

const s3: Service = {
  name: "s3",
  state: {},
  operations: {
    CreateBucket: createBucket,
    HeadBucket: headBucket,
    PutObject: putObject,
    GetObject: getObject,
  },
};
const cloudfront: Service = {
  name: "cloudfront",
  state: {},
  operations: { CreateStreamingDistribution: createStreamingDistribution },
};
const records: RequestRecord[] = [];
const gateway = createGateway({
  services: [s3, cloudfront, createStsService()],
  onRequest: (record) => {
    records.push(record);
  },
  onError: (error) => {
    throw error;
  },
});
const config = {
  region: "us-east-1",
  credentials: { accessKeyId: "123456789012", secretAccessKey: "any" },
  requestHandler: sdkRequestHandler(gateway.handle),
};
const s3Client = new S3Client({ ...config, endpoint: "http://127.0.0.1:4566", forcePathStyle: true });
const cloudFrontClient = new CloudFrontClient(config);

test("creates a bucket", async () => {
  const answer = await s3Client.send(new CreateBucketCommand({ Bucket: "media" }));
  expect(answer.Location).toBe("/media");
});

test("stores and returns an object, whole and streamed", async () => {
  await s3Client.send(new PutObjectCommand({ Bucket: "media", Key: "a b/ü.txt", Body: "hello" }));
  const got = await s3Client.send(new GetObjectCommand({ Bucket: "media", Key: "a b/ü.txt" }));
  expect(await got.Body?.transformToString()).toBe("hello");
});

test("answers an error as S3 does", async () => {
  await expect(s3Client.send(new GetObjectCommand({ Bucket: "media", Key: "none" }))).rejects.toMatchObject({
    name: "NoSuchKey",
    message: "The specified key does not exist.",
    Key: "none",
  });
  await expect(s3Client.send(new HeadBucketCommand({ Bucket: "none" }))).rejects.toMatchObject({
    name: "NotFound",
  });
});

test("creates a streaming distribution", async () => {
  const config = {
    CallerReference: "ref",
    S3Origin: { DomainName: "media.s3.amazonaws.com", OriginAccessIdentity: "" },
    Comment: "<&>",
    TrustedSigners: { Enabled: true, Quantity: 2, Items: ["self", "123456789012"] },
    Enabled: true,
  };
  const answer = await cloudFrontClient.send(
    new CreateStreamingDistributionCommand({ StreamingDistributionConfig: config }),
  );
  expect(answer.StreamingDistribution?.StreamingDistributionConfig).toEqual(config);
  expect(answer.StreamingDistribution?.ARN).toContain("123456789012");
  expect(answer.ETag).toBe("E2QWRUHAPOMQZL");
  expect(records.at(-1)).toMatchObject({
    service: "cloudfront",
    operation: "CreateStreamingDistribution",
    status: 201,
  });
});

test.for<[sent: string, kept: string | undefined]>([
  ["console", "console"],
  ["c".repeat(100), "c".repeat(100)],
  ["c".repeat(101), undefined],
])("a client's name is kept up to 100 characters: %s", async ([sent, kept]) => {
  await gateway.handle(rawRequest("GET", "/", { ...relaxedAuthorization("s3"), "x-oxbow-client": sent }));
  expect(records.at(-1)?.client).toBe(kept);
});

test("names the operation that has no handler", async () => {
  const command = new CreateTrustStoreCommand({
    Name: "n",
    CaCertificatesBundleSource: {
      CaCertificatesBundleS3Location: { Bucket: "b", Key: "k", Region: "us-east-1" },
    },
  });
  await expect(cloudFrontClient.send(command)).rejects.toMatchObject({
    name: "NotImplemented",
    message: "CreateTrustStore is not implemented.",
    $metadata: { httpStatusCode: 501 },
  });
});

test("tells STS callers who they are", async () => {
  const sts = new STSClient(config);
  expect(await sts.send(new GetCallerIdentityCommand())).toMatchObject({
    Account: "123456789012",
    Arn: "arn:aws:iam::123456789012:root",
  });
});
