import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Flags without which Debian's Chromium, as root and without a network, does not start or wastes its time. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts headless Chromium: `CHROMIUM_PATH`, else Debian's. */
export async function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
  if (!existsSync(executablePath))
    throw new Error(`there is no Chromium at ${executablePath}: set CHROMIUM_PATH`);
  return await chromium.launch({ executablePath, headless: true, args: [...FLAGS, ...flags] });
}
