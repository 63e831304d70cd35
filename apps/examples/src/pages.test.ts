/** The pages of this folder, in a browser of today, as they are: only the ports of the edge and of the page are free ones. */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { CloudFrontClient, CreateStreamingDistributionCommand } from "@aws-sdk/client-cloudfront";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { type RunningMockCloud, startMockCloud } from "@oxbow/mock-cloud/server";
import { launchChromium, sampleFile } from "@oxbow/testkit";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";

const ALIAS = "films.example.com";
const SCRIPT = "/oxbow-player.iife.js";

let cloud: RunningMockCloud;
let browser: Browser;
let pages: Server;

beforeAll(async () => {
  cloud = await startMockCloud({
    port: 0,
    rtmpPorts: [0],
    edgePort: 0,
    deployDelayMs: 0,
    logLevel: "silent",
  });
  await provision();
  pages = createServer((request, response) => {
    const path = request.url ?? "/";
    const file =
      path === SCRIPT ? fileOfScript() : fileURLToPath(new URL(`../pages${path}`, import.meta.url));
    readFile(file).then(
      (bytes) => {
        response.setHeader("content-type", path === SCRIPT ? "text/javascript" : "text/html; charset=utf-8");
        response.end(bytes);
      },
      // The page of 2012 asks for players that are gone.
      () => response.writeHead(404).end(),
    );
  }).listen(0, "127.0.0.1");
  await once(pages, "listening");
  // The pages name the edge where it listens by default.
  browser = await launchChromium([`--host-resolver-rules=MAP localhost:8080 ${new URL(cloud.edge).host}`]);
});
afterAll(async () => {
  await browser?.close();
  pages?.close();
  await cloud?.close();
});

test.for(["page-of-2012.html", "element.html"])("%s plays when a visitor presses play", async (name) => {
  const { port } = pages.address() as AddressInfo;
  const page = await browser.newPage();
  // The test's own patience, not the driver's 30 s.
  page.setDefaultTimeout(100_000);
  onTestFinished(() => page.close());
  await page.goto(`http://127.0.0.1:${port}/${name}`);
  await page.getByRole("button", { name: "Play" }).first().click();
  const size = await page.waitForFunction(() => {
    const video = document.querySelector("oxbow-player")?.shadowRoot?.querySelector("video");
    return video && video.currentTime > 1 ? [video.videoWidth, video.videoHeight] : undefined;
  });
  expect(await size.jsonValue()).toEqual([640, 360]);
});

/** The script that the package publishes; `npm test` builds it. */
function fileOfScript(): string {
  return fileURLToPath(new URL(`dist${SCRIPT}`, import.meta.resolve("@oxbow/player/package.json")));
}

async function provision(): Promise<void> {
  const s3 = new S3Client(cloud.clientConfig());
  await s3.send(new CreateBucketCommand({ Bucket: "films" }));
  await s3.send(
    new PutObjectCommand({
      Bucket: "films",
      Key: "videos/clock.flv",
      Body: await readFile(sampleFile("videos/clock.flv")),
      ACL: "public-read",
    }),
  );
  await new CloudFrontClient(cloud.clientConfig()).send(
    new CreateStreamingDistributionCommand({
      StreamingDistributionConfig: {
        CallerReference: "films",
        S3Origin: { DomainName: "films.s3.amazonaws.com", OriginAccessIdentity: "" },
        Aliases: { Quantity: 1, Items: [ALIAS] },
        Comment: "",
        TrustedSigners: { Enabled: false, Quantity: 0 },
        Enabled: true,
      },
    }),
  );
}
