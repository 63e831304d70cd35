/** Every page, as a visitor meets it: accessible in every light, reached by any way, usable without a mouse. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { smallTargets, tabThrough } from "./testing/keyboard-and-touch.ts";
import { plays, startVisitor, type Visitor } from "./testing/visitor.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Pages, and what stands there once they are ready. */
const PAGES = [
  { path: "play", ready: "First frame after" },
  { path: "cloud", ready: "Everybody" },
  { path: "tasks", ready: "Carry out all eight" },
  { path: "configure", ready: "connect: app" },
  { path: "resurrect", ready: "certain" },
  { path: "doctor", ready: "Break it on purpose" },
  { path: "sign", ready: "Sign and play" },
  { path: "compare", ready: "First frame after" },
] as const;

let visitor: Visitor;
beforeAll(async () => {
  visitor = await startVisitor();
});
afterAll(async () => {
  await visitor?.leave();
});

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

test.concurrent.for(PAGES)("$path is accessible in both themes, wide and narrow", async (entry, context) => {
  const { path, ready } = entry;
  const { expect } = context;
  const page = await visitor.visit(context, path);
  await page.getByText(ready).first().waitFor();
  await page.evaluate(AXE);
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await violations(page), `${colorScheme}, ${width} pixels`).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `pixels beyond ${width}`).toBeLessThanOrEqual(0);
    }
  }
  expect(await smallTargets(page), "less than 44 pixels high on a phone").toEqual([]);
});

test.concurrent.for(PAGES)(
  "Tab leads through $path and out again, visibly",
  async ({ path, ready }, context) => {
    const { expect } = context;
    const page = await visitor.visit(context, path);
    await page.getByText(ready).first().waitFor();
    const { stops, unseen, isTrapped } = await tabThrough(page);
    expect(unseen, "focus that cannot be seen").toEqual([]);
    expect(isTrapped).toBe(false);
    // The way past the navigation, the brand, eight pages and the theme come before the page's own.
    expect(stops).toBeGreaterThan(11);
    expect(await page.title()).toMatch(/^\S.* · Oxbow$/);
  },
);

test.concurrent("the theme is the system's until another is chosen, which is kept", async (context) => {
  const { expect } = context;
  const page = await visitor.visit(context, "configure");
  const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  await page.getByRole("button", { name: "Use the light theme" }).waitFor();
  await page.emulateMedia({ colorScheme: "light" });
  const light = await paper();
  expect(light).not.toBe(dark);
  await page.getByRole("button", { name: "Use the dark theme" }).click();
  expect(await paper()).toBe(dark);
  await page.reload();
  await page.getByRole("button", { name: "Use the light theme" }).waitFor();
  expect(await paper()).toBe(dark);
});

test.concurrent("Back leads to the page before, and copying is said aloud", async (context) => {
  const { expect } = context;
  const page = await visitor.visit(context, "configure?player=ffmpeg");
  await page.getByRole("button", { name: "Copy configuration for ffmpeg" }).click();
  await page
    .getByRole("status")
    .getByText(/^(?:Copied|Selected): configuration for ffmpeg/)
    .waitFor();
  await page.getByRole("link", { name: "Resurrect" }).click();
  await page.getByRole("heading", { name: "Resurrect a page" }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Configure any player" }).waitFor();
  expect(await page.getByRole("combobox", { name: /^Player/ }).inputValue()).toBe("ffmpeg");
});

test.concurrent.for([
  { path: "configure?player=ffmpeg", shows: "ffmpeg -" },
  {
    path: "play?streamer=rtmp://s0000000000000.cloudfront.net/cfx/st&file=no.flv",
    shows: "This video is not here",
  },
  { path: "nonsense", shows: "RTMP, playing in a browser" },
])("the address #/$path is a deep link", async ({ path, shows }, context) => {
  const page = await visitor.visit(context, path);
  await page.getByText(shows).first().waitFor();
});

test.concurrent("a cloud that does not answer is told, and the rest goes on", async (context) => {
  const page = await visitor.visit(context, "configure");
  await page.route(`${visitor.api}/**`, (route) => route.abort());
  for (const [path, words] of [
    ["cloud", /The mock's API cannot be reached/],
    ["tasks", /It stopped/],
    ["doctor", /The cloud could not be examined/],
  ] as const) {
    await page.goto(`${visitor.page}#/${path}`);
    await page.getByText(words).first().waitFor();
  }
});

test.concurrent("a visitor gets from page to page, and plays, by keyboard alone", async (context) => {
  const page = await visitor.visit(context, "configure");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "main");
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
