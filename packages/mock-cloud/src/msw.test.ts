import { CloudFrontClient, ListStreamingDistributionsCommand } from "@aws-sdk/client-cloudfront";
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
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

test("an error arrives as the service's own", async () => {
  const s3 = new S3Client(config);
  await expect(s3.send(new GetObjectCommand({ Bucket: "nobodys-bucket", Key: "x" }))).rejects.toMatchObject({
    name: "NoSuchBucket",
  });
});
