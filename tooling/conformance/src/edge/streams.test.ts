/** Every client gets every packet of every kind of file, at the times ffmpeg gives them in its own remux. */

import { createReadStream } from "node:fs";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { CloudFrontClient, CreateStreamingDistributionCommand } from "@aws-sdk/client-cloudfront";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import {
  diffPackets,
  foreignFile,
  type ProbedPacket,
  probePackets,
  runOrFail,
  sampleFile,
} from "@oxbow/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSurroundings, type Surroundings } from "../foreign-client.ts";
import { recordWithVlc, STREAM_CLIENTS } from "./stream-clients.ts";

interface Title {
  readonly key: string;
  readonly path: string | undefined;
  readonly playName: string;
}

const TITLES: readonly Title[] = [
  { key: "videos/clock.flv", path: sampleFile("videos/clock.flv"), playName: "videos/clock" },
  { key: "videos/clock.mp4", path: sampleFile("videos/clock.mp4"), playName: "mp4:videos/clock.mp4" },
  { key: "music/beep.mp3", path: sampleFile("music/beep.mp3"), playName: "mp3:music/beep" },
  { key: "bbb.flv", path: foreignFile("bbb-640x360.flv"), playName: "bbb" },
  { key: "story.flv", path: foreignFile("mozilla-story.flv"), playName: "story" },
  { key: "red5.f4v", path: foreignFile("h264-aac.f4v"), playName: "mp4:red5.f4v" },
];
const PRESENT = TITLES.flatMap(({ path, ...title }) => (path === undefined ? [] : [{ ...title, path }]));

let it: Surroundings;
const expected = new Map<string, readonly ProbedPacket[]>();

beforeAll(async () => {
  it = await openSurroundings({ deploy: "next-read" });
  const s3 = new S3Client(it.cloud.clientConfig());
  const cloudfront = new CloudFrontClient(it.cloud.clientConfig());
  await s3.send(new CreateBucketCommand({ Bucket: "streams" }));
  for (const { key, path } of PRESENT) {
    await new Upload({
      client: s3,
      params: { Bucket: "streams", Key: key, ACL: "public-read", Body: createReadStream(path) },
    }).done();
    expected.set(key, await probePackets(key.endsWith(".flv") ? path : await remux(path, key)));
  }
  await cloudfront.send(
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
  await fetch(`${it.cloud.endpoint}/_oxbow/deployments/complete`, { method: "POST" });
});
/** As ffmpeg itself makes an FLV of it. */
async function remux(path: string, key: string): Promise<string> {
  const remuxed = join(it.folder, `remux-${key.replaceAll("/", "-")}.flv`);
  await runOrFail("ffmpeg", [
    "-v",
    "error",
    "-i",
    path,
    "-map",
    "0:v:0?",
    "-map",
    "0:a:0?",
    "-c",
    "copy",
    "-y",
    remuxed,
  ]);
  return remuxed;
}

afterAll(async () => {
  await it?.close();
});

describe.each(STREAM_CLIENTS)("$name", (client) => {
  test.for(PRESENT)("$key", async ({ key, playName }) => {
    const path = join(it.folder, `${client.name}-${key}`.replaceAll(/[ /]/g, "-").concat(".flv"));
    await client.record({ host: new URL(it.cloud.rtmp).host, playName }, path);
    expect(diffPackets(expected.get(key) ?? [], await probePackets(path))).toEqual([]);
  });
});

test("VLC shows the film to its end", async () => {
  const folder = join(it.folder, "vlc");
  await mkdir(folder);
  await chmod(it.folder, 0o755);
  await chmod(folder, 0o777);
  const path = join(folder, "out.ts");
  await recordWithVlc({ host: new URL(it.cloud.rtmp).host, playName: "videos/clock.flv" }, folder, path);
  const frames = (packets: readonly ProbedPacket[] | undefined): number =>
    packets?.filter(({ kind }) => kind === "video").length ?? 0;
  // What stands in its buffers at the end does not get into the file.
  expect(frames(await probePackets(path))).toBeGreaterThan(frames(expected.get("videos/clock.flv")) - 25);
});
