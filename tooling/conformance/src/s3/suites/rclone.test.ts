/** rclone's own integration tests of its S3 backend, and of copying and synchronising by it, as Debian ships them. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSurroundings, type Surroundings } from "../../foreign-client.ts";
import { rcloneRemote } from "../tree-clients.ts";
import { buildTests, GO_BUILD_TIMEOUT_MS, GO_RUN_TIMEOUT_MS, runBuilt } from "./go-suite.ts";

/** How many pass, subtests and all. May only rise. */
const PACKAGES = [
  { path: "backend/s3", passed: 142 },
  { path: "fs/operations", passed: 137 },
  { path: "fs/sync", passed: 101 },
] as const;

let it: Surroundings;
beforeAll(async () => {
  it = await openSurroundings({ auth: "strict" });
  // By it the tests tell that they are run from rclone's sources, which Debian ships without.
  await mkdir(join(it.folder, "fstest/testserver/init.d"), { recursive: true });
});
afterAll(async () => {
  await it?.close();
});

test.each(PACKAGES)(
  "rclone's $path",
  async ({ path, passed }) => {
    const program = await buildTests(it, `github.com/rclone/rclone/${path}`);
    const { stdout, stderr, code } = await runBuilt(
      it,
      program,
      ["-test.v", "-remote", "oxbow:"],
      it.folder,
      rcloneRemote(it),
    );
    const lines = stdout.split("\n").map((line) => line.trim());
    expect(lines.filter((line) => line.startsWith("--- FAIL"))).toEqual([]);
    expect(
      lines.filter((line) => line.startsWith("--- PASS")).length,
      stderr.slice(-2000),
    ).toBeGreaterThanOrEqual(passed);
    expect(code, stderr.slice(-2000)).toBe(0);
  },
  GO_BUILD_TIMEOUT_MS + GO_RUN_TIMEOUT_MS,
);
