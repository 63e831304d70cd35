/** A viewer's events come back as an object of the logging bucket. */

import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import {
  CloudFrontClient,
  CreateStreamingDistributionCommand,
  waitUntilStreamingDistributionDeployed,
} from "@aws-sdk/client-cloudfront";
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { type RunningMockCloud, startMockCloud } from "@oxbow/mock-cloud/server";
import { runOrFail, sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

/** Source: the CloudFront developer guide's table of RTMP log fields. */
const FIELDS =
  "date time x-edge-location c-ip x-event sc-bytes x-cf-status x-cf-client-id cs-uri-stem cs-uri-query c-referrer x-page-url c-user-agent x-sname x-sname-query x-file-ext x-sid";

let cloud: RunningMockCloud;
beforeAll(async () => {
  cloud = await startMockCloud({
    ...{ port: 0, rtmpPorts: [0], edgePort: 0 },
    deployDelayMs: 20,
    logLevel: "silent",
    edge: { logIntervalMs: 50 },
  });
});
afterAll(async () => {
  await cloud?.close();
});

test("an RTMP viewer is in the log that the bucket gets", async () => {
  const s3 = new S3Client(cloud.clientConfig());
  const cloudfront = new CloudFrontClient(cloud.clientConfig());
  for (const Bucket of ["log-media", "log-files"]) await s3.send(new CreateBucketCommand({ Bucket }));
  const Body = await readFile(sampleFile("videos/clock.flv"));
  await s3.send(
    new PutObjectCommand({ Bucket: "log-media", Key: "videos/clock.flv", Body, ACL: "public-read" }),
  );
  const { StreamingDistribution: created } = await cloudfront.send(
    new CreateStreamingDistributionCommand({
      StreamingDistributionConfig: {
        CallerReference: "logged",
        S3Origin: { DomainName: "log-media.s3.amazonaws.com", OriginAccessIdentity: "" },
        Comment: "",
        Logging: { Enabled: true, Bucket: "log-files.s3.amazonaws.com", Prefix: "rtmp/" },
        TrustedSigners: { Enabled: false, Quantity: 0 },
        Enabled: true,
      },
    }),
  );
  const Id = created?.Id ?? "";
  await waitUntilStreamingDistributionDeployed(
    { client: cloudfront, maxWaitTime: 10, minDelay: 1, maxDelay: 1 },
    { Id },
  );
  const tcUrl = `rtmp://${created?.DomainName}/cfx/st`;
  await runOrFail("ffmpeg", [
    ...["-v", "error", "-rtmp_tcurl", tcUrl, "-rtmp_swfurl", "http://site.test/player.swf"],
    ...["-i", `${cloud.rtmp}/cfx/st/videos/clock.flv?take=1`, "-t", "1", "-c", "copy", "-f", "null", "-"],
  ]);

  const keysOf = async (): Promise<readonly string[]> =>
    ((await s3.send(new ListObjectsV2Command({ Bucket: "log-files" }))).Contents ?? []).map(
      ({ Key = "" }) => Key,
    );
  const linesOf = async (): Promise<readonly string[]> => {
    const lines: string[] = [];
    for (const Key of await keysOf()) {
      const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: "log-files", Key }));
      const file = gunzipSync((await body?.transformToByteArray()) ?? new Uint8Array()).toString();
      const [version, fields, ...records] = file.trimEnd().split("\n");
      expect([version, fields]).toEqual(["#Version: 1.0", `#Fields: ${FIELDS}`]);
      lines.push(...records);
    }
    return lines;
  };
  // Events fall into one file or several, by when they came.
  await vi.waitFor(async () => expect((await linesOf()).join("\n")).toContain("\tdisconnect\t"), {
    timeout: 10_000,
    interval: 50,
  });
  for (const key of await keysOf())
    expect(key).toMatch(new RegExp(`^rtmp/${Id}\\.\\d{4}-\\d\\d-\\d\\d-\\d\\d\\.[^./]+\\.gz$`));

  const names = FIELDS.split(" ");
  const records = (await linesOf()).map((line) =>
    Object.fromEntries(line.split("\t").map((value, index) => [names[index] ?? `extra ${index}`, value])),
  );
  expect(new Set(records.map((record) => record["x-event"]))).toEqual(
    new Set(["connect", "play", "stop", "disconnect"]),
  );
  for (const record of records) {
    expect(Object.keys(record)).toEqual(names);
    expect(record).toMatchObject({ "cs-uri-stem": tcUrl, "c-referrer": "http://site.test/player.swf" });
  }
  expect(records.find((record) => record["x-event"] === "play")).toMatchObject({
    "x-cf-status": "OK",
    "x-sname-query": "take=1",
    "x-sid": "1",
  });
}, 60_000);
