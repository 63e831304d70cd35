/** The task list as one file: `site/oxbow.config.ts`, taken up, looked after and taken down by the command line. */
import { fileURLToPath } from "node:url";
import { type RunningMockCloud, startMockCloud } from "@oxbow/mock-cloud/server";
import { runCommand } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../../oxbow/src/main.ts", import.meta.url));
const SITE = fileURLToPath(new URL("../site/oxbow.config.ts", import.meta.url));

let cloud: RunningMockCloud;

beforeAll(async () => {
  cloud = await startMockCloud({
    port: 0,
    rtmpPorts: [0],
    edgePort: 0,
    deployDelayMs: 50,
    logLevel: "silent",
  });
});
afterAll(() => cloud?.close());

async function oxbow(command: string, ...options: string[]): Promise<number | null> {
  const args = ["--disable-warning=ExperimentalWarning", MAIN, command, SITE, "--endpoint", cloud.endpoint];
  return (await runCommand(process.execPath, [...args, ...options])).code;
}

test("a site goes up, stands, and goes again", async () => {
  expect(await oxbow("plan")).toBe(3);
  expect(await oxbow("apply", "--yes")).toBe(0);
  expect(await oxbow("plan")).toBe(0);
  expect(await oxbow("doctor")).toBe(0);
  expect(await oxbow("destroy", "--yes")).toBe(0);
  expect(await oxbow("plan")).toBe(3);
});
