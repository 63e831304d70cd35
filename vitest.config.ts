import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

/** Flags without which Debian's Chromium, as root and without a network, does not start or wastes its time. */
const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
];

/** How long a condition is waited for. A busy machine takes longer than Vitest's second; a right one takes no longer. */
const PATIENCE = { poll: { timeout: 15_000 } };

/**
 * Films are shown against the clock: on two busy cores one test of some thousand misses its moment. In CI a test has a
 * second go, and the reporter names those that needed it.
 */
const RETRY = process.env.CI ? 1 : 0;

export default defineConfig({
  test: {
    reporters: ["default", "./tooling/testkit/src/reporter.ts"],
    coverage: { provider: "v8", include: ["packages/*/src/**", "apps/*/src/**"] },
    projects: [
      {
        test: {
          name: "node",
          expect: PATIENCE,
          retry: RETRY,
          include: ["{packages,apps,tooling}/*/src/**/*.test.ts"],
          exclude: ["**/*.browser.test.ts", "**/node_modules/**", "tooling/conformance/**"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Of pages in Chromium, which play: two cores cannot show five films at once.
          maxConcurrency: 2,
        },
      },
      {
        test: {
          name: "conformance",
          expect: PATIENCE,
          retry: RETRY,
          include: ["tooling/conformance/src/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "browser",
          expect: PATIENCE,
          retry: RETRY,
          include: ["{packages,apps}/*/src/**/*.browser.test.ts"],
          globalSetup: ["packages/player/src/testing/stream-server.setup.ts"],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
                args: CHROMIUM_FLAGS,
              },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
