/** A viewer's visit as its operator sees it: signed names, what is watched, and how it ends. */

import { createSign, generateKeyPairSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  CloudFrontClient,
  CreateStreamingDistributionCommand,
  GetStreamingDistributionConfigCommand,
  UpdateStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { probePackets, runCommand, sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSurroundings, type Surroundings } from "../foreign-client.ts";
import { watchWithFfmpeg } from "./watched.ts";

const KEY_PAIR_ID = "APKAVIEWING";
const FUTURE = 4_000_000_000;

let it: Surroundings;
let cloudfront: CloudFrontClient;
let open: { id: string; tcUrl: string };
let signed: { id: string; tcUrl: string };
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

beforeAll(async () => {
  it = await openSurroundings({ deploy: "next-read" });
  const s3 = new S3Client(it.cloud.clientConfig());
  cloudfront = new CloudFrontClient(it.cloud.clientConfig());
  await s3.send(new CreateBucketCommand({ Bucket: "viewing" }));
  for (const key of ["videos/clock.flv", "videos/clock.mp4"]) {
    const Body = await readFile(sampleFile(key));
    await s3.send(new PutObjectCommand({ Bucket: "viewing", Key: key, ACL: "public-read", Body }));
  }
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const { status } = await admin(`key-pairs/${KEY_PAIR_ID}`, {
    method: "PUT",
    headers: { "content-type": "text/plain" },
    body: pem,
  });
  expect(status).toBe(200);
  open = await createDistribution("open", false);
  signed = await createDistribution("signed", true);
  await admin("deployments/complete", { method: "POST" });
});
afterAll(async () => {
  await it?.close();
});

async function createDistribution(callerReference: string, isSigned: boolean): Promise<typeof open> {
  const { StreamingDistribution: made } = await cloudfront.send(
    new CreateStreamingDistributionCommand({
      StreamingDistributionConfig: {
        CallerReference: callerReference,
        S3Origin: { DomainName: "viewing.s3.amazonaws.com", OriginAccessIdentity: "" },
        Comment: "",
        TrustedSigners: isSigned
          ? { Enabled: true, Quantity: 1, Items: ["self"] }
          : { Enabled: false, Quantity: 0 },
        Enabled: true,
      },
    }),
  );
  return { id: made?.Id ?? "", tcUrl: `rtmp://${made?.DomainName}/cfx/st` };
}

function admin(path: string, init?: RequestInit): Promise<Response> {
  return fetch(`${it.cloud.endpoint}/_oxbow/${path}`, init);
}

function sign(resource: string): string {
  const policy = `{"Statement":[{"Resource":"${resource}","Condition":{"DateLessThan":{"AWS:EpochTime":${FUTURE}}}}]}`;
  const signature = createSign("RSA-SHA1").update(policy).sign(privateKey, "base64");
  const urlSafe = signature.replaceAll("+", "-").replaceAll("=", "_").replaceAll("/", "~");
  return `Expires=${FUTURE}&Signature=${urlSafe}&Key-Pair-Id=${KEY_PAIR_ID}`;
}

const inputOptions = (tcUrl: string, playName: string): readonly string[] => [
  ...["-rtmp_tcurl", tcUrl, "-rtmp_app", "cfx/st", "-rtmp_playpath", playName],
];

describe("a distribution with trusted signers", () => {
  const NAMES = [
    { what: "a signed name", name: () => `videos/clock?${sign("videos/clock")}`, plays: true },
    { what: "a signed MP4", name: () => `mp4:videos/clock.mp4?${sign("videos/clock.mp4")}`, plays: true },
    { what: "a name without a signature", name: () => "videos/clock", plays: false },
    { what: "another name's signature", name: () => `videos/clock?${sign("other")}`, plays: false },
  ];
  test.for(NAMES)("ffmpeg: $what", async ({ name, plays }) => {
    const { code } = await runCommand("ffmpeg", [
      ...["-v", "error", ...inputOptions(signed.tcUrl, name()), "-i", it.cloud.rtmp],
      ...["-frames:v", "1", "-f", "null", "-"],
    ]);
    expect(code === 0).toBe(plays);
  });
  test.for(NAMES)("rtmpdump: $what", async ({ name, plays }) => {
    const path = join(it.folder, "signed.flv");
    await runCommand("rtmpdump", [
      ...["-q", "-r", it.cloud.rtmp, "-t", signed.tcUrl, "-a", "cfx/st", "-y", name()],
      ...["-B", "1", "-o", plays ? path : "/dev/null"],
    ]).then(({ code }) => expect(code !== 1).toBe(plays));
    if (plays) expect((await probePackets(path)).length).toBeGreaterThan(20);
  });
});

interface Session {
  readonly distributionId: string;
  readonly protocol: string;
  readonly streamName: string;
  readonly bytesSent: number;
}

/** The sessions of a distribution, as soon as they are as wanted. */
async function sessionsOf(
  id: string,
  areRight: (sessions: readonly Session[]) => boolean,
): Promise<readonly Session[]> {
  for (;;) {
    const all = (await (await admin("sessions")).json()) as readonly Session[];
    const sessions = all.filter(({ distributionId }) => distributionId === id);
    if (areRight(sessions)) return sessions;
  }
}

test("sessions and metrics show who watches; disabling ends it, and the client hears so", async () => {
  const watching = watchWithFfmpeg(it.cloud.rtmp, inputOptions(open.tcUrl, "videos/clock"));
  const [session] = await sessionsOf(open.id, ([first]) => (first?.bytesSent ?? 0) > 10_000);
  expect(session).toMatchObject({ protocol: "rtmp", streamName: "videos/clock" });
  const metrics = await (await admin("metrics")).text();
  const labels = `{distribution="${open.id}",protocol="rtmp"}`;
  expect(metrics).toContain(`oxbow_edge_viewers${labels} 1\n`);
  expect(metrics).toContain(`oxbow_edge_sent_bytes_total${labels} `);
  expect(metrics).toContain(`oxbow_edge_origin_requests_total{distribution="${open.id}",`);

  const { ETag, StreamingDistributionConfig: config } = await cloudfront.send(
    new GetStreamingDistributionConfigCommand({ Id: open.id }),
  );
  await cloudfront.send(
    new UpdateStreamingDistributionCommand({
      Id: open.id,
      IfMatch: ETag,
      StreamingDistributionConfig: { ...config, Enabled: false } as NonNullable<typeof config>,
    }),
  );
  await admin("deployments/complete", { method: "POST" });
  await watching.ended;
  await sessionsOf(open.id, (sessions) => sessions.length === 0);
  expect(await (await admin("metrics")).text()).toContain(`oxbow_edge_viewers${labels} 0\n`);

  const { stderr } = await runCommand("ffmpeg", [
    ...["-v", "error", ...inputOptions(open.tcUrl, "videos/clock"), "-i", it.cloud.rtmp, "-f", "null", "-"],
  ]);
  expect(stderr).toContain("DistributionNotFound");
});
