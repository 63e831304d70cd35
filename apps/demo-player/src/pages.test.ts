/** Every page, as a visitor meets it: built, provisioned, served by the mock's edge, in real Chromium. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { launchChromium } from "@oxbow/testkit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type DemoSite, startDemoSite } from "./testing/demo-site.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Pages, and what stands there once they are ready. */
const PAGES = [
  { path: "play", ready: "First frame after" },
  { path: "cloud", ready: "Everybody" },
  { path: "tasks", ready: "Carry it out" },
  { path: "configure", ready: "connect: app" },
  { path: "resurrect", ready: "certain" },
  { path: "doctor", ready: "Nothing is wrong." },
  { path: "sign", ready: "Sign it" },
  { path: "compare", ready: "First frame after" },
] as const;

let site: DemoSite;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([
    startDemoSite(),
    launchChromium(["--autoplay-policy=no-user-gesture-required"]),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens a page in a context of its own; what it throws fails the test. */
async function visit(path: string): Promise<Page> {
  const context = await browser.newContext({ colorScheme: "dark", viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const thrown: string[] = [];
  page.on("pageerror", (error) => thrown.push(String(error)));
  onTestFinished(async () => {
    await context.close();
    expect(thrown).toEqual([]);
  });
  await page.goto(`${site.page}#/${path}`);
  await page.locator("main h1").waitFor();
  return page;
}

/** Waits until the first player of the page has played for a while. */
async function plays(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const element = document.querySelector("oxbow-player");
    return element !== null && "currentTime" in element && Number(element.currentTime) > 0.3;
  });
}

/** Accessibility violations of the page as it is now, players included. */
function violations(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    interface Violation {
      readonly id: string;
      readonly nodes: readonly { readonly html: string }[];
    }
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } };
    const found = (await axe.run()).violations;
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  });
}

test.for(PAGES)("$path is accessible, dark and wide, light and narrow", async ({ path, ready }) => {
  const page = await visit(path);
  await page.getByText(ready).first().waitFor();
  await page.evaluate(AXE);
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await violations(page)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});

test.for(["http-flv", "ws-flv", "rtmpt"])("Play plays by %s when told to", async (protocol) => {
  const page = await visit("play");
  await page.locator("label", { hasText: "Protocol" }).locator("select").selectOption(protocol);
  await plays(page);
  expect(page.url()).toContain(`protocol=${protocol}`);
  await page.getByText("Ways tried").waitFor();
  expect(
    await page
      .locator("oxbow-player")
      .evaluate(
        (element) =>
          (element as unknown as { player: { state: { protocol: string } } }).player.state.protocol,
      ),
  ).toBe(protocol);
});

test("Doctor finds what was broken, and that it is mended", async () => {
  const page = await visit("doctor");
  await page.getByText("Nothing is wrong.").waitFor();
  await page.getByLabel("Make the file private").check();
  await page.getByText("Only the owner may").waitFor();
  await page.getByText(/lines are wrong/).waitFor();
  await page.getByLabel("Make the file private").uncheck();
  await page.getByText("Nothing is wrong.").waitFor();
  await page.getByLabel("Rename the file").check();
  await page.getByText(/is not in demo-media/).waitFor();
  await page.getByLabel("Rename the file").uncheck();
  await page.getByText("Nothing is wrong.").waitFor();
  await plays(page);
});

test("Sign makes a name that the edge takes, when it takes no other", async () => {
  const page = await visit("sign");
  await page.getByRole("button", { name: "Require signed names" }).click();
  onTestFinished(async () => {
    if (await page.getByRole("button", { name: "Stop requiring signed names" }).isVisible()) {
      await page.getByRole("button", { name: "Stop requiring signed names" }).click();
      await page.getByText("Every name is served again.").waitFor();
    }
  });
  await page.getByText("Unsigned names are refused now.").waitFor();
  await page.getByRole("button", { name: "Play without a signature" }).click();
  await page.getByText("This video is private, or the link to it has expired.").waitFor();
  await page.getByRole("button", { name: "Sign it" }).click();
  await page.getByText(/valid for \d+ s/).waitFor();
  await plays(page);
});

test("Cloud shows who watches, and takes an upload", async () => {
  await plays(await visit("play"));
  const page = await visit("cloud");
  await page.getByRole("region", { name: "Viewers" }).getByText("videos/clock").first().waitFor();
  await page.getByLabel("Bucket").selectOption("demo-media");
  const chooser = page.getByLabel("Upload files");
  await chooser.setInputFiles({ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("hello") });
  await page.getByRole("button", { name: "Preview note.txt" }).click();
  await page.getByText("hello", { exact: true }).waitFor();
});

test("a visitor gets from page to page, and plays, by keyboard alone", async () => {
  const page = await visit("configure");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("main");
  await page.getByRole("link", { name: "Play", exact: true }).focus();
  await page.keyboard.press("Enter");
  await plays(page);
  // Focus followed into the new page; the player is the first thing in it.
  await page.keyboard.press("Tab");
  await page.keyboard.press("k");
  await page.waitForFunction(
    () => document.querySelector("oxbow-player")?.shadowRoot?.querySelector("video")?.paused,
  );
});
