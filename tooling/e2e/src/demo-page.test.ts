/** The demo page, as a visitor meets it: served by the web distribution, playing the RTMP distribution's stream. */
import { fileURLToPath } from "node:url";
import { launchChromium } from "@oxbow/testkit";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { ballDistance, readPicture } from "./known-picture.ts";
import { type ProvisionedSite, provisionSite } from "./provisioned-site.ts";

/** Made by `turbo build`, which every npm script runs first. */
const DEMO_PAGE = fileURLToPath(new URL("../../../apps/demo-player/dist", import.meta.url));

let it: ProvisionedSite;
let browser: Browser;
let address: string;
const problems: string[] = [];

beforeAll(async () => {
  [it, browser] = await Promise.all([
    provisionSite(DEMO_PAGE),
    launchChromium(["--autoplay-policy=no-user-gesture-required"]),
  ]);
  const port = new URL(it.cloud.edge).port;
  address = `http://${it.addresses.webDomainName.replace(".net", ".localhost")}:${port}/`;
});
afterAll(async () => {
  await browser?.close();
  await it?.close();
});

test.concurrent.for(["", "file", "http-flv", "ws-flv", "rtmpt"])(
  "by “%s”, the picture is that of its time, and its sound is decoded",
  async (protocol, { expect, onTestFinished }) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    onTestFinished(async () => page.close());
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    const asked = new URLSearchParams({ streamer: it.addresses.streamer, file: "clock.flv", protocol });
    await page.goto(protocol === "" ? address : `${address}#/play?${asked}`);
    const picture = await readPicture(page);
    expect(picture.width).toBe(640);
    expect(ballDistance(picture), `at ${picture.seconds} s the ball is at ${picture.ballX}`).toBeLessThan(90);
    expect(picture.decodedAudioBytes).toBeGreaterThan(0);
    expect(await page.getByLabel("Protocol").inputValue()).toBe(protocol);
  },
);

test("the page threw nothing and logged no error", ({ expect }) => {
  expect(problems).toEqual([]);
});
