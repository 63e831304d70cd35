/** A visitor's whole journey, by keyboard alone: from an empty cloud to a playing stream, and all the way back. */
import { launchChromium, violationsOf } from "@oxbow/testkit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DemoServer, startDemoServer } from "./demo-server.ts";
import { ballDistance, readPicture } from "./known-picture.ts";

/** More than any page has. */
const TAB_STOPS = 80;

let server: DemoServer;
let browser: Browser;
let page: Page;
const thrown: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([
    startDemoServer(),
    launchChromium(["--autoplay-policy=no-user-gesture-required"]),
  ]);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on("pageerror", (error) => thrown.push(String(error)));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** What has the focus: its name, and whether that is to be seen. */
function focused(): Promise<{ readonly name: string; readonly isVisible: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const { outlineStyle = "", outlineWidth = "" } = element === null ? {} : getComputedStyle(element);
    return {
      name: element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? "",
      isVisible: outlineStyle !== "none" && outlineWidth !== "0px",
    };
  });
}

/** Presses Tab until something of this name has the focus, which has to be visible on it. */
async function tabTo(name: string | RegExp): Promise<void> {
  for (let stop = 0; stop < TAB_STOPS; stop++) {
    const now = await focused();
    if (typeof name === "string" ? now.name === name : name.test(now.name)) {
      expect(now.isVisible, `focus on ${now.name} is visible`).toBe(true);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${name}`);
}

async function press(name: string | RegExp): Promise<void> {
  await tabTo(name);
  await page.keyboard.press("Enter");
}

const inCloud = async (): Promise<{
  readonly buckets: number;
  readonly distributions: readonly Summary[];
}> => ({
  buckets: await page.evaluate(async (endpoint) => {
    const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`;
    const answer = await fetch(`${endpoint}/`, { headers: { authorization } });
    return (await answer.text()).split("<Bucket>").length - 1;
  }, server.endpoint),
  distributions: (await (
    await fetch(`${server.endpoint}/_oxbow/distributions`)
  ).json()) as readonly Summary[],
});

interface Summary {
  readonly kind: string;
  readonly status: string;
  readonly isEnabled: boolean;
}

test("the cloud is emptied, once it is confirmed", async () => {
  await page.goto(`${server.page}#/cloud`);
  await page.getByRole("tab", { name: "oxbow-demo-media" }).waitFor();
  await press("Empty the cloud…");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  expect((await inCloud()).distributions).toHaveLength(2);
  await press("Empty the cloud…");
  await press("Empty it");
  await page.waitForURL(/\/_oxbow\/console\/#\/tasks/);
  await page.getByText("Nothing of it is there.").waitFor();
  expect(await inCloud()).toEqual({ buckets: 0, distributions: [] });
});

test("every page says what to do while there is nothing", async () => {
  for (const [path, words] of [
    ["play", "No stream yet."],
    ["cloud", "No bucket yet."],
    ["configure", "Give a streamer and a file"],
    ["doctor", "Nothing to examine yet."],
    ["compare", "Nothing to compare yet."],
  ] as const) {
    await page.goto(`${server.endpoint}/_oxbow/console/#/${path}`);
    await page.getByText(words).first().waitFor();
    expect(await violationsOf(page), path).toEqual([]);
  }
});

test("from nothing to a playing stream, by keyboard alone", async () => {
  await page.goto(`${server.endpoint}/_oxbow/console/#/play`);
  await page.getByText("No stream yet.").waitFor();
  await press("Open the task list");
  await page.getByText("Nothing of it is there.").waitFor();
  await press("Carry out all eight");
  await page.getByRole("heading", { name: "It streams" }).waitFor();
  await press("Open it on the Play page");
  await page.getByText("First frame after").waitFor();
  const picture = await readPicture(page);
  expect(ballDistance(picture)).toBeLessThan(90);
  expect(picture.decodedAudioBytes).toBeGreaterThan(0);
  const { buckets, distributions } = await inCloud();
  expect(buckets).toBe(2);
  expect(distributions.map(({ status, isEnabled }) => ({ status, isEnabled }))).toEqual([
    { status: "Deployed", isEnabled: true },
    { status: "Deployed", isEnabled: true },
  ]);
});

const RELOAD_TEST = { timeout: 300_000 };

test(
  "a task goes on when its page is reloaded, and a second page follows it",
  RELOAD_TEST,
  async ({ onTestFinished }) => {
    const slow = {
      id: "slow",
      match: { service: "cloudfront", operation: "CreateStreamingDistribution" },
      // Longer than a busy machine takes to load the page again: the task has to be under way by then.
      effect: { kind: "delay", ms: 40_000 },
    };
    const headers = { "content-type": "application/json" };
    await fetch(`${server.endpoint}/_oxbow/faults`, { method: "PUT", headers, body: JSON.stringify(slow) });
    const address = `${server.endpoint}/_oxbow/console/#/tasks?site=second`;
    const other = await browser.newPage();
    onTestFinished(async () => {
      await other.close();
      await fetch(`${server.endpoint}/_oxbow/faults`, { method: "DELETE" });
    });
    for (const each of [other, page]) {
      await each.goto(address);
      await each.getByText("Nothing of it is there.").waitFor();
    }
    await press("Carry out all eight");
    await page.getByText("streaming distribution second: begins").waitFor();
    await page.reload();
    for (const each of [page, other]) {
      // What was asked before this page was there.
      await each.getByText("4 requests and answers").first().waitFor({ timeout: 100_000 });
      await each.getByText("Done. All eight steps are done.").waitFor({ timeout: 100_000 });
    }
    const again = {
      method: "POST",
      headers,
      body: JSON.stringify({ action: "destroy", site: { name: "second" } }),
    };
    const [first, second] = await Promise.all([
      fetch(`${server.endpoint}/_oxbow/tasks`, again),
      fetch(`${server.endpoint}/_oxbow/tasks`, again),
    ]);
    expect([first.status, second.status].toSorted()).toEqual([200, 409]);
    await Promise.all([first.text(), second.text()]);
    await page.getByText(/Nothing of it is there\./).waitFor();
  },
);

test("each step is undone by itself, with its requests and answers", async () => {
  await page.goto(`${server.endpoint}/_oxbow/console/#/tasks?site=holiday`);
  await page.getByText("All eight steps are done.").waitFor();
  const steps = page
    .getByRole("list")
    .filter({ has: page.getByRole("heading", { name: "Create the buckets" }) });
  const step = (number: number) => steps.locator(":scope > li").nth(number - 1);
  const undo = async (number: number, left: string): Promise<void> => {
    await press(new RegExp(`^Undo step ${number}:`));
    await page.getByText(`Undone. ${left}`).waitFor();
  };

  await undo(8, "7 of 8 steps are done.");
  await step(8).getByText("off the air").waitFor();
  expect((await inCloud()).distributions.map(({ isEnabled }) => isEnabled)).toEqual([false, false]);
  await press("Do this step: Wait until it is deployed, and play");
  await page.getByText("Done. All eight steps are done.").waitFor();

  await undo(7, "7 of 8 steps are done.");
  await undo(6, "5 of 8 steps are done.");
  expect((await inCloud()).distributions.map(({ kind }) => kind)).toEqual(["web"]);
  await press(/requests? and (its )?answers?/);
  const exchange = step(6).locator("details.exchange", {
    hasText: "DELETE /2020-05-31/streaming-distribution/",
  });
  await exchange.locator("summary").click();
  await exchange
    .getByRole("region", { name: /^Request DELETE/ })
    .getByText("if-match")
    .waitFor();
  await exchange.getByRole("region", { name: "Answer 204" }).waitFor();
  expect(await violationsOf(page)).toEqual([]);

  await undo(5, "4 of 8 steps are done.");
  await undo(4, "3 of 8 steps are done.");
  expect((await inCloud()).distributions).toEqual([]);
  await undo(3, "2 of 8 steps are done.");
  await undo(2, "1 of 8 steps are done.");
  await undo(1, "Nothing of it is there.");
  expect(await inCloud()).toEqual({ buckets: 0, distributions: [] });
  expect(thrown).toEqual([]);
});
