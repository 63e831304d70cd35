/** The demo's doctor: every switch gives its finding, and one click mends it. */
import { launchChromium, violationsOf } from "@oxbow/testkit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DemoServer, startDemoServer } from "./demo-server.ts";

let server: DemoServer;
let browser: Browser;
let page: Page;
const thrown: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([
    startDemoServer(),
    launchChromium(["--autoplay-policy=no-user-gesture-required"]),
  ]);
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on("pageerror", (error) => thrown.push(String(error)));
  await page.goto(`${server.page}#/doctor`);
  await page.getByText("Nothing is wrong.").waitFor();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const CASES: readonly { readonly name: string; readonly line: string; readonly says: RegExp }[] = [
  { name: "Make the object private", line: "Viewers may read the file", says: /answers 403 to anybody/ },
  { name: "Rename the file", line: "The name leads to a file", says: /means videos\/clock\.flv/ },
  { name: "Disable the distribution", line: "The distribution serves", says: /is disabled/ },
  {
    name: "Refuse port 1935",
    line: "Port 1935 is open",
    says: /RTMP cannot connect .*, RTMPT through HTTP can/,
  },
  { name: "Stall the stream", line: "It goes on playing", says: /ERR_PLAYER_STALLED/ },
  { name: "Truncate the stream", line: "It goes on playing", says: /broke off|ERR_PLAYER_TRUNCATED/ },
  { name: "Let the signature expire", line: "The signature holds", says: /CFX-SIGN-EXPIRED/ },
];

test.for(CASES)("$name: found, and mended by one click", async ({ name, line, says }) => {
  const breaking = page.getByRole("switch", { name });
  const finding = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: line }) });
  await breaking.check();
  await finding.filter({ hasText: says }).waitFor();
  await finding.getByRole("button", { name: "Fix it" }).click();
  await finding.getByRole("heading", { name: `${line} (right)` }).waitFor();
  await expect.poll(() => breaking.isChecked()).toBe(false);
});

test("switches that are turned at once take turns", async () => {
  const names = ["Make the object private", "Refuse port 1935", "Disable the distribution"];
  const all = names.map((name) => page.getByRole("switch", { name }));
  // Without waiting for one before the next.
  await page.evaluate((wanted) => {
    for (const box of document.querySelectorAll<HTMLInputElement>('[role="switch"]'))
      if (wanted.some((name) => box.closest("label")?.textContent?.startsWith(name))) box.click();
  }, names);
  for (const name of ["Viewers may read the file", "Port 1935 is open", "The distribution serves"])
    await page.getByRole("heading", { name: `${name} (wrong)` }).waitFor();
  for (const each of all) await expect.poll(() => each.isChecked()).toBe(true);
  for (const each of all) await each.uncheck();
  await page.getByText("Nothing is wrong.").waitFor();
});

test("what is broken elsewhere shows in its switch, and all is well at the end", async () => {
  await fetch(`${server.endpoint}/_oxbow/faults`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      id: "doctor-port",
      match: { service: "edge", operation: "port" },
      effect: { kind: "refuse" },
    }),
  });
  await page.reload();
  const port = page.getByRole("switch", { name: "Refuse port 1935" });
  await expect.poll(() => port.isChecked()).toBe(true);
  await page.getByText("1 of 18 lines is wrong.").waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await port.uncheck();
  await page.getByText("Nothing is wrong.").waitFor();
  expect(thrown).toEqual([]);
});
