import { test as base, type TestAPI } from "vitest";
import { createManualClock, type ManualClock } from "./clock.ts";
import { createMockCloud, type MockCloud } from "./mock-cloud.ts";

/** What a {@link cloudTest} is given. */
export interface CloudFixtures {
  /** A cloud of the test's own, closed after it. Its deployments wait for `clock`. */
  readonly cloud: MockCloud;
  readonly clock: ManualClock;
}

/**
 * Vitest's `test` with a fresh cloud for each test.
 *
 * @example
 * cloudTest("deploys", async ({ cloud, clock }) => {
 *   const cloudfront = new CloudFrontClient(cloud.clientConfig());
 *   …
 *   await clock.advance(1000);
 * });
 */
export const cloudTest: TestAPI<CloudFixtures> = base.extend<CloudFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one depends on from this pattern.
  clock: async ({}, use) => {
    await use(createManualClock());
  },
  cloud: async ({ clock }, use) => {
    const cloud = createMockCloud({ clock });
    await use(cloud);
    await cloud.close();
  },
});
