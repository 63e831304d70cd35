import { readFile } from "node:fs/promises";
import {
  CloudFrontClient,
  CreateDistributionCommand,
  CreateStreamingDistributionCommand,
  ListStreamingDistributionsCommand,
} from "@aws-sdk/client-cloudfront";
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { sampleFile } from "@oxbow/testkit";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createMockCloud } from "./mock-cloud.ts";
import { mockCloudHandlers } from "./msw.ts";

const cloud = createMockCloud();
const server = setupServer(...mockCloudHandlers(cloud));
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => cloud.reset());
afterAll(async () => {
  server.close();
  await cloud.close();
});

/** Default endpoints: nothing here knows of a mock. */
const config = { region: "us-east-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };

test("clients with default endpoints reach the cloud", async () => {
  const s3 = new S3Client(config);
  await s3.send(new CreateBucketCommand({ Bucket: "default-endpoint" }));
  await s3.send(new PutObjectCommand({ Bucket: "default-endpoint", Key: "a/b c.txt", Body: "hello" }));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: "default-endpoint", Key: "a/b c.txt" }));
  expect(await Body?.transformToString()).toBe("hello");
  const head = await s3.send(new HeadObjectCommand({ Bucket: "default-endpoint", Key: "a/b c.txt" }));
  expect(head.ContentLength).toBe(5);
  const { StreamingDistributionList } = await new CloudFrontClient(config).send(
    new ListStreamingDistributionsCommand({}),
  );
  expect(StreamingDistributionList?.Quantity).toBe(0);
});

test("a page of a web distribution is seen at its domain name", async () => {
  const s3 = new S3Client(config);
  const cloudfront = new CloudFrontClient(config);
  await s3.send(new CreateBucketCommand({ Bucket: "pages" }));
  await s3.send(
    new PutObjectCommand({
      Bucket: "pages",
      Key: "a/index.html",
      Body: "<title>é</title>",
      ContentType: "text/html",
      ACL: "public-read",
    }),
  );
  const { Distribution } = await cloudfront.send(
    new CreateDistributionCommand({
      DistributionConfig: {
        CallerReference: "pages",
        Comment: "",
        Enabled: true,
        Origins: {
          Quantity: 1,
          Items: [
            { Id: "s3", DomainName: "pages.s3.amazonaws.com", S3OriginConfig: { OriginAccessIdentity: "" } },
          ],
        },
        DefaultCacheBehavior: {
          TargetOriginId: "s3",
          ViewerProtocolPolicy: "allow-all",
          ForwardedValues: { QueryString: false, Cookies: { Forward: "none" } },
          MinTTL: 0,
          TrustedSigners: { Enabled: false, Quantity: 0 },
        },
      },
    }),
  );
  await cloud.completeDeployments();
  const response = await fetch(`https://${Distribution?.DomainName}/a/index.html`);
  expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
    200,
    "text/html",
    "<title>é</title>",
  ]);
  expect((await fetch("https://d111111abcdef8.cloudfront.net/")).status).toBe(403);
});

test("an RTMP distribution's host streams what it has over HTTP", async () => {
  const s3 = new S3Client(config);
  const cloudfront = new CloudFrontClient(config);
  await s3.send(new CreateBucketCommand({ Bucket: "streams" }));
  const Body = await readFile(sampleFile("videos/clock.flv"));
  await s3.send(new PutObjectCommand({ Bucket: "streams", Key: "clock.flv", Body, ACL: "public-read" }));
  const { StreamingDistribution } = await cloudfront.send(
    new CreateStreamingDistributionCommand({
      StreamingDistributionConfig: {
        CallerReference: "streams",
        S3Origin: { DomainName: "streams.s3.amazonaws.com", OriginAccessIdentity: "" },
        Comment: "",
        TrustedSigners: { Enabled: false, Quantity: 0 },
        Enabled: true,
      },
    }),
  );
  await cloud.completeDeployments();
  const response = await fetch(`https://${StreamingDistribution?.DomainName}/cfx/st/clock`);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "video/x-flv"]);
  const reader = response.body?.getReader();
  const first = await reader?.read();
  expect(
    Buffer.from(first?.value ?? [])
      .subarray(0, 3)
      .toString(),
  ).toBe("FLV");
  await reader?.cancel();
});

test("an error arrives as the service's own", async () => {
  const s3 = new S3Client(config);
  await expect(s3.send(new GetObjectCommand({ Bucket: "nobodys-bucket", Key: "x" }))).rejects.toMatchObject({
    name: "NoSuchBucket",
  });
});
