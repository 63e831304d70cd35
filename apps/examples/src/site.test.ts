/** The task list as one file: `site/oxbow.config.ts`, taken up, looked after and taken down by the command line. */
import { fileURLToPath } from "node:url";
import { type RunningMockCloud, startMockCloud } from "@oxbow/mock-cloud/server";
import { runCommand } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../../oxbow/src/main.ts", import.meta.url));
const SITE = fileURLToPath(new URL("../site/oxbow.config.ts", import.meta.url));

/** Each is a process of its own that runs from sources, on a machine that does other things as well. */
const COMMAND_MS = 110_000;

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

async function oxbow(wanted: number, command: string, ...options: string[]): Promise<void> {
  const args = ["--disable-warning=ExperimentalWarning", MAIN, command, SITE, "--endpoint", cloud.endpoint];
  const { code, stdout, stderr } = await runCommand(process.execPath, [...args, ...options], {
    timeoutMs: COMMAND_MS,
  });
  expect(code, `${command}: ${stdout}${stderr}`).toBe(wanted);
}

test("a site goes up, stands, and goes again", { timeout: 6 * COMMAND_MS }, async () => {
  await oxbow(3, "plan");
  await oxbow(0, "apply", "--yes");
  await oxbow(0, "plan");
  await oxbow(0, "doctor");
  await oxbow(0, "destroy", "--yes");
  await oxbow(3, "plan");
});
