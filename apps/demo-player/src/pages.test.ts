/** Every page, as a visitor meets it: accessible in every light, reached by any way, usable without a mouse. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
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

test.for(PAGES)("$path is accessible in both themes, wide and narrow", async ({ path, ready }) => {
  const page = await visitor.visit(path);
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
});

test.for([
  { path: "configure?player=ffmpeg", shows: "ffmpeg -" },
  {
    path: "play?streamer=rtmp://s0000000000000.cloudfront.net/cfx/st&file=no.flv",
    shows: "This video is not here",
  },
  { path: "nonsense", shows: "RTMP, playing in a browser" },
])("the address #/$path is a deep link", async ({ path, shows }) => {
  const page = await visitor.visit(path);
  await page.getByText(shows).first().waitFor();
});

test("a cloud that does not answer is told, and the rest goes on", async () => {
  const page = await visitor.visit("configure");
  await page.route(`${visitor.api}/**`, (route) => route.abort());
  for (const [path, words] of [
    ["cloud", /The mock's API is not to be had/],
    ["tasks", /It stopped/],
    ["doctor", /The cloud could not be examined/],
  ] as const) {
    await page.goto(`${visitor.page}#/${path}`);
    await page.getByText(words).first().waitFor();
  }
});

test("a visitor gets from page to page, and plays, by keyboard alone", async () => {
  const page = await visitor.visit("configure");
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
