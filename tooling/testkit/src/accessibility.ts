import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** WCAG 1.4.10: nothing has to be scrolled sideways at 320 pixels, which is 1280 at 400 %. */
const REFLOW_PIXELS = 320;

/**
 * What keeps people out of a page as it is now, players included: by axe in both themes, wide and narrow, and by width.
 * Leaves the page 1440 pixels wide and 900 high, dark, and with reduced motion.
 */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      for (const violation of await runAxe(page)) found.push(`${colorScheme}, ${width}: ${violation}`);
      found.push(...(await overflowOf(page, width)));
    }
  }
  await page.setViewportSize({ width: REFLOW_PIXELS, height: 900 });
  found.push(...(await overflowOf(page, REFLOW_PIXELS)));
  await page.setViewportSize({ width: 1440, height: 900 });
  return found;
}

async function runAxe(page: Page): Promise<readonly string[]> {
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      readonly axe: { readonly run: () => Promise<{ readonly violations: readonly Violation[] }> };
    };
    return (await axe.run()).violations;
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

async function overflowOf(page: Page, width: number): Promise<readonly string[]> {
  const { scrollWidth, clientWidth } = await page
    .locator("html")
    .evaluate((root: { readonly scrollWidth: number; readonly clientWidth: number }) => ({
      scrollWidth: root.scrollWidth,
      clientWidth: root.clientWidth,
    }));
  const pixels = scrollWidth - clientWidth;
  return pixels > 0 ? [`${width}: ${pixels} pixels wider than the window`] : [];
}
