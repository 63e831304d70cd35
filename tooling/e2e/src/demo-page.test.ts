/** The demo page, as a visitor meets it: served by the web distribution, playing the RTMP distribution's stream. */
import { fileURLToPath } from "node:url";
import { launchChromium } from "@oxbow/testkit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ballDistance, readPicture } from "./known-picture.ts";
import { type ProvisionedSite, provisionSite } from "./provisioned-site.ts";

/** Made by `turbo build`, which every npm script runs first. */
const DEMO_PAGE = fileURLToPath(new URL("../../../apps/demo-player/dist", import.meta.url));

let it: ProvisionedSite;
let browser: Browser;
let page: Page;
let address: string;
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
  address = `http://${it.addresses.webDomainName.replace(".net", ".localhost")}:${port}/`;
  await page.goto(address);
});
afterAll(async () => {
  await browser?.close();
  await it?.close();
});

test("the stream plays, its picture is that of its time, and its sound is decoded", async () => {
  const picture = await readPicture(page);
  expect(picture.width).toBe(640);
  expect(ballDistance(picture), `at ${picture.seconds} s the ball is at ${picture.ballX}`).toBeLessThan(90);
  expect(picture.decodedAudioBytes).toBeGreaterThan(0);
});

test.for(["http-flv", "ws-flv", "rtmpt"])("forced to %s, it shows and sounds the same", async (protocol) => {
  await page.goto("about:blank");
  await page.goto(
    `${address}#/play?${new URLSearchParams({ streamer: it.addresses.streamer, file: "clock.flv", protocol })}`,
  );
  const picture = await readPicture(page);
  expect(ballDistance(picture), `at ${picture.seconds} s the ball is at ${picture.ballX}`).toBeLessThan(90);
  expect(picture.decodedAudioBytes).toBeGreaterThan(0);
  expect(await page.getByLabel("Protocol").inputValue()).toBe(protocol);
});

test("the page threw nothing and logged no error", () => {
  expect(problems).toEqual([]);
});
