/** Provisioning code under test with a cloud of its own for each test: no port, no container, a clock that is moved by hand. */
import { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { S3Client } from "@aws-sdk/client-s3";
import type { MockCloud } from "@oxbow/mock-cloud";
import { cloudTest as test } from "@oxbow/mock-cloud/vitest";
import { expect } from "vitest";
import { type Clients, publishFilm } from "./publish-film.ts";

const FILM = { bucket: "films", key: "videos/holiday.flv", body: new Uint8Array([0x46, 0x4c, 0x56]) };

const clientsOf = (cloud: MockCloud): Clients => ({
  s3: new S3Client(cloud.clientConfig()),
  cloudfront: new CloudFrontClient(cloud.clientConfig()),
});

/** Until the code under test waits for the deployment. */
const isWaiting = (cloud: MockCloud): Promise<void> =>
  expect
    .poll(() => cloud.requests.list().map(({ operation }) => operation))
    .toContain("GetStreamingDistribution");

test("the film is told once the distribution is deployed", async ({ cloud, clock }) => {
  const published = publishFilm(clientsOf(cloud), FILM);
  await isWaiting(cloud);
  await clock.advance(1000);
  expect(await published).toEqual({
    streamer: expect.stringMatching(/^rtmp:\/\/s[a-z0-9]{13}\.cloudfront\.net\/cfx\/st$/),
    file: "videos/holiday.flv",
  });
});

test("publishing the same bucket twice is refused, as the real service would", async ({ cloud, clock }) => {
  const first = publishFilm(clientsOf(cloud), FILM);
  await isWaiting(cloud);
  await clock.advance(1000);
  await first;
  await expect(publishFilm(clientsOf(cloud), FILM)).rejects.toMatchObject({
    name: "StreamingDistributionAlreadyExists",
  });
});

test("a service that is busy is asked three times, then the caller is told", async ({ cloud }) => {
  cloud.faults.set({
    id: "busy",
    match: { service: "cloudfront", operation: "CreateStreamingDistribution" },
    effect: { kind: "error", code: "ServiceUnavailable" },
  });
  await expect(publishFilm(clientsOf(cloud), FILM)).rejects.toMatchObject({
    name: "ServiceUnavailable",
    $metadata: { attempts: 3, httpStatusCode: 503 },
  });
});
