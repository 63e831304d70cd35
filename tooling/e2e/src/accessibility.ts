import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Accessibility violations of a page as it is now, in both themes, wide and narrow. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  await page.evaluate(AXE);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          readonly axe: { readonly run: () => Promise<{ readonly violations: readonly Violation[] }> };
        };
        return (await axe.run()).violations;
      });
      for (const { id, nodes } of violations)
        found.push(`${colorScheme}, ${width}: ${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    }
  }
  return found;
}
