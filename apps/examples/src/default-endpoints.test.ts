/** Code that makes its own clients is tested unchanged: MSW answers what goes to `*.amazonaws.com`. */
import { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { S3Client } from "@aws-sdk/client-s3";
import { createMockCloud } from "@oxbow/mock-cloud";
import { mockCloudHandlers } from "@oxbow/mock-cloud/msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { publishFilm } from "./publish-film.ts";

const cloud = createMockCloud({ deploy: "next-read" });
const server = setupServer(...mockCloudHandlers(cloud));

beforeAll(() => {
  // A developer's own setting must not lead the clients elsewhere.
  vi.stubEnv("AWS_ENDPOINT_URL", undefined);
  server.listen({ onUnhandledFrame: "error" });
});
afterAll(async () => {
  server.close();
  vi.unstubAllEnvs();
  await cloud.close();
});

test("clients with the SDK's own endpoints reach the mock", async () => {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const clients = {
    s3: new S3Client({ region: "us-east-1", credentials }),
    cloudfront: new CloudFrontClient({ region: "us-east-1", credentials }),
  };
  const film = { bucket: "films", key: "videos/holiday.flv", body: new Uint8Array([0x46, 0x4c, 0x56]) };

  expect(await publishFilm(clients, film)).toMatchObject({ file: "videos/holiday.flv" });
  expect(cloud.requests.list().map(({ operation }) => operation)).toEqual([
    "CreateBucket",
    "PutObject",
    "CreateStreamingDistribution",
    "GetStreamingDistribution",
  ]);
});
