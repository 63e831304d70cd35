/** On ports, as in CI: what was provisioned is watched with ffmpeg, which knows nothing of a mock. */
import { readFile } from "node:fs/promises";
import { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { S3Client } from "@aws-sdk/client-s3";
import { type RunningMockCloud, startMockCloud } from "@oxbow/mock-cloud/server";
import { runOrFail, sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishFilm } from "./publish-film.ts";

let cloud: RunningMockCloud;

beforeAll(async () => {
  cloud = await startMockCloud({
    port: 0,
    rtmpPorts: [0],
    edgePort: 0,
    deployDelayMs: 50,
    logLevel: "silent",
  });
});
afterAll(() => cloud?.close());

test("the published film is decoded by ffmpeg", async () => {
  const clients = {
    s3: new S3Client(cloud.clientConfig()),
    cloudfront: new CloudFrontClient(cloud.clientConfig()),
  };
  const body = await readFile(sampleFile("videos/clock.flv"));
  const { streamer, file } = await publishFilm(clients, { bucket: "films", key: "videos/clock.flv", body });

  // ffmpeg does not look up *.localhost: it dials the edge, and names the distribution in tcUrl.
  const { stdout } = await runOrFail("ffprobe", [
    ...["-v", "error", "-rtmp_tcurl", streamer, "-rtmp_app", "cfx/st"],
    ...["-show_entries", "stream=codec_name", "-of", "csv=p=0", `${cloud.rtmp}/cfx/st/${file}`],
  ]);
  expect(stdout.trim().split("\n")).toEqual(expect.arrayContaining(["h264", "aac"]));
});
