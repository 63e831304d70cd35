import {
  CreateBucketCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { type AuthMode, createGateway, sdkRequestHandler } from "@oxbow/aws-protocol";
import { openMemoryBlobs, openMemoryStore } from "@oxbow/store";
import { expect, test } from "vitest";
import { createS3Service } from "../s3-service.ts";

const Bucket = "vod-in-ireland";

/** A client of one region at the endpoint that all of them share; the bucket is in eu-west-1. */
async function openClients(
  auth: AuthMode,
): Promise<(region: string, forcePathStyle?: boolean, more?: S3ClientConfig) => S3Client> {
  const { service } = createS3Service({ store: openMemoryStore(), blobs: openMemoryBlobs() });
  const { handle } = createGateway({ services: [service], auth });
  const clientOf = (region: string, forcePathStyle = true, more: S3ClientConfig = {}) =>
    new S3Client({
      region,
      forcePathStyle,
      endpoint: "http://localhost:4566",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      requestHandler: sdkRequestHandler(handle),
      maxAttempts: 1,
      ...more,
    });
  await clientOf("us-east-1").send(
    new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }),
  );
  return clientOf;
}

test("path style, a bucket of another region is pointed to", async () => {
  const clientOf = await openClients("strict");
  await clientOf("eu-west-1").send(new PutObjectCommand({ Bucket, Key: "a", Body: "a" }));
  await expect(
    clientOf("us-east-1").send(new PutObjectCommand({ Bucket, Key: "a", Body: "b" })),
  ).rejects.toMatchObject({
    name: "PermanentRedirect",
    Endpoint: `${Bucket}.s3.eu-west-1.amazonaws.com`,
    $metadata: { httpStatusCode: 301 },
    $response: { headers: { "x-amz-bucket-region": "eu-west-1" } },
  });
  await expect(clientOf("us-east-1").send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 301 },
    $response: { headers: { "x-amz-bucket-region": "eu-west-1" } },
  });
});

test("the SDK follows to the region when it is told to", async () => {
  const clientOf = await openClients("strict");
  const s3 = clientOf("us-east-1", true, { followRegionRedirects: true });
  await s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "a" }));
  expect((await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(1);
});

test("virtual-hosted, a signature for another region is wrong", async () => {
  const clientOf = await openClients("strict");
  await expect(clientOf("us-east-1", false).send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject(
    {
      name: "AuthorizationHeaderMalformed",
      message:
        "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
      Region: "eu-west-1",
    },
  );
});

test("us-east-1 tells where any bucket is", async () => {
  const clientOf = await openClients("strict");
  const command = new GetBucketLocationCommand({ Bucket });
  expect((await clientOf("us-east-1").send(command)).LocationConstraint).toBe("eu-west-1");
  await expect(clientOf("us-west-2").send(command)).rejects.toMatchObject({ name: "PermanentRedirect" });
});

test("words that are no region are taken for any", async () => {
  const clientOf = await openClients("strict");
  expect((await clientOf("auto").send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
});

test("where signatures are believed, so is the region", async () => {
  const clientOf = await openClients("relaxed");
  expect((await clientOf("us-east-1").send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
});
