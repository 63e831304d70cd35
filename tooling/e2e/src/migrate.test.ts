/** An RTMP distribution becomes a web distribution, which serves its objects. */
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import {
  CreateDistributionCommand,
  GetDistributionCommand,
  GetStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import { type RunningMockCloud, startMockCloud } from "@oxbow/mock-cloud/server";
import {
  createSiteClients,
  type MigrationPlan,
  planMigration,
  type SiteAddresses,
  type SiteClients,
  toStreamingSite,
} from "@oxbow/provisioning";
import { foreignFile, launchChromium, sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apply } from "./provisioned-site.ts";

const SORENSON = foreignFile("sorenson-mp3.flv");

let folder: string;
let cloud: RunningMockCloud;
let clients: SiteClients;
let addresses: SiteAddresses;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oxbow-migrate-"));
  const files = [
    sampleFile("videos/clock.flv"),
    sampleFile("videos/clock.mp4"),
    ...(SORENSON === undefined ? [] : [SORENSON]),
  ];
  for (const path of files) await symlink(path, join(folder, basename(path)));
  await writeFile(join(folder, "notes.txt"), "no stream");
  cloud = await startMockCloud({
    port: 0,
    rtmpPorts: [0],
    edgePort: 0,
    deploy: "next-read",
    logLevel: "silent",
  });
  clients = createSiteClients(cloud.clientConfig());
  const directory = folder;
  const site = toStreamingSite({
    name: "films",
    access: "origin-access-identity",
    media: { bucket: "films-media", directory },
    player: { bucket: "films-player", directory },
  });
  addresses = await apply(site, clients);
});
afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

const rowOf = (plan: MigrationPlan, key: string): MigrationPlan["streams"][number] | undefined =>
  plan.streams.find((row) => row.key === key);

test("the web distribution of the plan serves a private object, to any page", async () => {
  const plan = await planMigration(addresses.streamingDistributionId, { clients });
  const { Distribution: it } = await clients.cloudfront.send(
    new CreateDistributionCommand({ DistributionConfig: plan.distribution }),
  );
  const host = it?.DomainName ?? "";
  // Reading it is what deploys it here.
  await clients.cloudfront.send(new GetDistributionCommand({ Id: it?.Id }));
  const answer = await fetch(`${cloud.edge}/_oxbow/at/${host}/clock.mp4`, {
    headers: { origin: "https://page.example.com", range: "bytes=0-99" },
  });
  expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([206, "*"]);
  expect((await answer.arrayBuffer()).byteLength).toBe(100);

  const withHost = await planMigration(addresses.streamingDistributionId, { clients, newHost: host });
  expect(rowOf(withHost, "clock.mp4")?.newUrl).toBe(`https://${host}/clock.mp4`);
});

test("a browser plays the film from its new URL", async () => {
  const plan = await planMigration(addresses.streamingDistributionId, { clients });
  const reference = `${plan.distribution.CallerReference}-played`;
  const { Distribution: it } = await clients.cloudfront.send(
    new CreateDistributionCommand({
      DistributionConfig: { ...plan.distribution, CallerReference: reference },
    }),
  );
  await clients.cloudfront.send(new GetDistributionCommand({ Id: it?.Id }));
  const browser = await launchChromium(["--autoplay-policy=no-user-gesture-required"]);
  try {
    const page = await browser.newPage();
    await page.goto(`${cloud.edge}/_oxbow/at/${it?.DomainName}/clock.mp4`);
    const played = await page.waitForFunction(() => {
      const video = document.querySelector("video");
      return video !== null && video.currentTime > 0.5 ? video.videoWidth : undefined;
    });
    expect(await played.jsonValue()).toBe(640);
  } finally {
    await browser.close();
  }
});

describe("the table of streams", () => {
  test("has every stream under its old name and its new URL", async () => {
    const plan = await planMigration(addresses.streamingDistributionId, {
      clients,
      newHost: "new.example.com",
    });
    expect(rowOf(plan, "notes.txt")).toBeUndefined();
    expect(rowOf(plan, "clock.mp4")).toEqual({
      key: "clock.mp4",
      oldName: "mp4:clock.mp4",
      oldUrl: `${addresses.streamer}/mp4:clock.mp4`,
      newUrl: "https://new.example.com/clock.mp4",
      playback: "native",
      command: undefined,
    });
    expect(rowOf(plan, "clock.flv")).toMatchObject({
      oldName: "clock",
      newUrl: "https://new.example.com/clock.flv",
      playback: "player",
      command: expect.stringContaining("-c copy"),
    });
  });

  test.skipIf(SORENSON === undefined)(
    "marks what no browser plays, with the command that converts it",
    async () => {
      const plan = await planMigration(addresses.streamingDistributionId, {
        clients,
        newHost: "new.example.com",
      });
      expect(rowOf(plan, "sorenson-mp3.flv")).toMatchObject({
        oldName: "sorenson-mp3",
        newUrl: "https://new.example.com/sorenson-mp3.mp4",
        playback: "convert",
        command: "ffmpeg -i sorenson-mp3.flv -c:v libx264 -c:a aac -movflags +faststart sorenson-mp3.mp4",
      });
      expect(plan.notes.join()).toContain("1 of the streams have to be converted");
    },
  );

  test("is made without reading when there are no clients to read with", async () => {
    const { StreamingDistribution } = await clients.cloudfront.send(
      new GetStreamingDistributionCommand({ Id: addresses.streamingDistributionId }),
    );
    const plan = await planMigration({ StreamingDistribution });
    expect(plan.streams).toEqual([]);
    expect(plan.notes.join()).toContain("was not listed");
  });
});
