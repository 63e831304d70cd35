import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CommandResult, runCommand, runOrFail } from "@oxbow/testkit";
import { awsEnvironment, type Surroundings } from "../../foreign-client.ts";

/** Where Debian's packages `golang-*-dev` put sources. */
export const GO_SOURCES = "/usr/share/gocode/src";

/** Kept from run to run: what Debian ships does not change, and is slow to compile. */
const BUILD_CACHE = fileURLToPath(new URL("../../../../../node_modules/.cache/go-build", import.meta.url));

/** Go without modules and without a network: everything comes from Debian. */
function goEnvironment({ folder }: Surroundings): Readonly<Record<string, string | undefined>> {
  return {
    ...awsEnvironment(folder),
    GO111MODULE: "off",
    GOPATH: "/usr/share/gocode",
    GOCACHE: BUILD_CACHE,
    GOFLAGS: "",
  };
}

/** How long a suite may be compiled for the first time, and may run, while all other clients are tested beside it. */
const BUILD_MS = 1_800_000;
const RUN_MS = 1_800_000;

/** What a test waits longer than its command: who gives up first tells what the command said. */
const MARGIN_MS = 60_000;

/** Timeouts of whoever builds a suite, and of whoever runs it. */
export const GO_BUILD_TIMEOUT_MS: number = BUILD_MS + MARGIN_MS;
export const GO_RUN_TIMEOUT_MS: number = RUN_MS + MARGIN_MS;

/** Compiles a program of a single file; answers the path of the executable. */
export async function buildProgram(it: Surroundings, source: string): Promise<string> {
  // Beside other files of its folder it would be taken for a part of their package.
  const folder = join(it.folder, "program");
  await mkdir(folder);
  await cp(source, join(folder, "main.go"));
  const target = join(it.folder, "program.exe");
  await compile(it, folder, ["build", "-o", target, "main.go"]);
  return target;
}

/** Compiles the tests of a package; answers the path of the executable. */
export async function buildTests(it: Surroundings, packagePath: string): Promise<string> {
  const target = join(it.folder, `${packagePath.replaceAll("/", "-")}.test`);
  await compile(it, join(GO_SOURCES, packagePath), ["test", "-vet=off", "-c", "-o", target, "."]);
  return target;
}

/** Behind everything else that wants a processor: the other clients' tests have nearer deadlines. */
async function compile(it: Surroundings, cwd: string, args: readonly string[]): Promise<void> {
  await runOrFail("nice", ["-n", "10", "go", ...args], { cwd, env: goEnvironment(it), timeoutMs: BUILD_MS });
}

/** Runs what was built; how it ended is the caller's to judge. */
export async function runBuilt(
  it: Surroundings,
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  return await runCommand(program, args, {
    cwd,
    env: { ...goEnvironment(it), ...env },
    timeoutMs: RUN_MS,
  });
}
