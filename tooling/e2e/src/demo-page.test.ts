/** The demo page, as a visitor meets it: served by the web distribution, playing the RTMP distribution's stream. */
import { fileURLToPath } from "node:url";
import { launchChromium } from "@oxbow/testkit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ProvisionedSite, provisionSite } from "./provisioned-site.ts";

/** Made by `turbo build`, which every npm script runs first. */
const DEMO_PAGE = fileURLToPath(new URL("../../../apps/demo-player/dist", import.meta.url));

let it: ProvisionedSite;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  it = await provisionSite(DEMO_PAGE);
  browser = await launchChromium(["--autoplay-policy=no-user-gesture-required"]);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  const port = new URL(it.cloud.edge).port;
  await page.goto(`http://${it.addresses.webDomainName.replace(".net", ".localhost")}:${port}/`);
});
afterAll(async () => {
  await browser?.close();
  await it?.close();
});

test("the stream plays, and its picture is that of its time", async () => {
  const frame = await page.waitForFunction(
    () => {
      const video = queryVideo(document);
      if (video === undefined || video.readyState < 2 || video.currentTime < 1.2) return undefined;
      const canvas = document.createElement("canvas");
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      const context = canvas.getContext("2d");
      if (context === null) return undefined;
      const timeS = video.currentTime;
      context.drawImage(video, 0, 0);
      // The ball rolls along a strip of the picture, once from left to right each second.
      const { data, width } = context.getImageData(0, 318, canvas.width, 1);
      const yellow = Array.from({ length: width }, (_, x) => x).filter((x) => isYellow(data, x * 4));
      return { timeS, width, ballX: yellow.reduce((sum, x) => sum + x, 0) / yellow.length };

      function isYellow(pixels: Uint8ClampedArray, at: number): boolean {
        return (pixels[at] ?? 0) > 180 && (pixels[at + 1] ?? 0) > 120 && (pixels[at + 2] ?? 255) < 110;
      }
      /** The video may stand in the shadow of the player's element. */
      function queryVideo(root: ParentNode): HTMLVideoElement | undefined {
        const direct = root.querySelector("video");
        if (direct !== null) return direct;
        for (const element of root.querySelectorAll("*")) {
          const found = element.shadowRoot === null ? undefined : queryVideo(element.shadowRoot);
          if (found !== undefined) return found;
        }
        return undefined;
      }
    },
    undefined,
    { timeout: 30_000 },
  );
  const { timeS, width, ballX } = (await frame.jsonValue()) as {
    timeS: number;
    width: number;
    ballX: number;
  };
  expect(width).toBe(640);
  // Position of the ball's middle at a time: see tooling/scripts/make-sample.sh. The picture may be a frame or two old.
  const expected = (timeS % 1) * (width - 40) + 17;
  const distance = Math.abs(ballX - expected);
  expect(
    Math.min(distance, Math.abs(distance - (width - 40))),
    `at ${timeS} s the ball is at ${ballX}`,
  ).toBeLessThan(90);
});

test("the page threw nothing and logged no error", () => {
  expect(problems).toEqual([]);
});
