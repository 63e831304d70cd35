import { launchChromium } from "@oxbow/testkit";
import type { Page } from "playwright-core";
import { expect, type TestContext } from "vitest";
import { startDemoSite } from "./demo-site.ts";

/** A visitor of the demo: real Chromium before the page as it is built, provisioned and served by the mock's edge. */
export interface Visitor {
  /** Address of the page. */
  readonly page: string;
  /** Endpoint of the APIs. */
  readonly api: string;
  /**
   * Opens a page in a context of its own; what it throws fails the test, and so does what it asks of another machine.
   *
   * @param test the visiting test: with its end the page is closed
   * @param before runs in the page before its own scripts
   */
  readonly visit: (
    test: Pick<TestContext, "onTestFinished">,
    path: string,
    before?: () => void,
  ) => Promise<Page>;
  readonly leave: () => Promise<void>;
}

export async function startVisitor(): Promise<Visitor> {
  const [site, browser] = await Promise.all([
    startDemoSite(),
    launchChromium(["--autoplay-policy=no-user-gesture-required"]),
  ]);
  return {
    page: site.page,
    api: site.api,
    visit: async ({ onTestFinished }, path, before) => {
      const context = await browser.newContext({
        colorScheme: "dark",
        viewport: { width: 1440, height: 900 },
      });
      // A busy machine takes its time; what is right takes no longer for it.
      context.setDefaultTimeout(60_000);
      if (before !== undefined) await context.addInitScript(before);
      const page = await context.newPage();
      const thrown: string[] = [];
      page.on("pageerror", (error) => thrown.push(String(error)));
      const foreign: string[] = [];
      page.on("request", (request) => {
        if (!isOfThisMachine(request.url())) foreign.push(request.url());
      });
      onTestFinished(async () => {
        await context.close();
        expect(thrown).toEqual([]);
        expect(foreign, "asked of another machine").toEqual([]);
      });
      await page.goto(`${site.page}#/${path}`);
      await page.locator("main h1").waitFor();
      return page;
    },
    leave: async () => {
      await browser.close();
      await site.close();
    },
  };
}

/** The mock's APIs, and the edge under any of its names. */
function isOfThisMachine(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return (
    protocol === "blob:" ||
    protocol === "data:" ||
    hostname === "127.0.0.1" ||
    hostname.endsWith(".localhost")
  );
}

/** Waits until the first player of the page has played for a while. */
export async function plays(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const element = document.querySelector("oxbow-player");
    return element !== null && "currentTime" in element && Number(element.currentTime) > 0.3;
  });
}
