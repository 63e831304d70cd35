/**
 * `npm run check`: everything that can be told without running the product. Each check is a line with its time;
 * a failed one shows what it said. All run, whatever fails before.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { checkBundleSizes } from "./check/bundle-sizes.ts";
import { checkDocumentedExports } from "./check/documented-exports.ts";
import { checkPackageShape } from "./check/package-shape.ts";
import { checkPackedTypes } from "./check/packed-types.ts";
import { checkWorkspace } from "./check/workspace.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Answers what is wrong, one line each; nothing when all is well. */
type Check = () => readonly string[] | Promise<readonly string[]>;

function command(name: string, ...args: string[]): Check {
  return () => {
    const child = spawnSync("pnpm", ["exec", name, ...args], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    return child.status === 0 ? [] : `${child.stdout}${child.stderr}`.trimEnd().split("\n");
  };
}

const CHECKS: Readonly<Record<string, Check>> = {
  "format and lint": command("biome", "ci", "--colors=off", "--max-diagnostics=50", "."),
  "floating promises": command("oxlint", "--type-aware", "--deny-warnings", "packages", "apps", "tooling"),
  types: command("turbo", "run", "typecheck", "--output-logs=errors-only"),
  boundaries: command("turbo", "boundaries"),
  "dead code": command("knip"),
  workspace: () => checkWorkspace(root),
  "package shape": () => checkPackageShape(root),
  "documented exports": () => checkDocumentedExports(root),
  "packed types": () => checkPackedTypes(root),
  "bundle sizes": () => checkBundleSizes(root),
};

/** A check that throws has found something too. */
async function runCheck(check: Check): Promise<readonly string[]> {
  try {
    return await check();
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

let failed = 0;
for (const [name, check] of Object.entries(CHECKS)) {
  const startedAtMs = performance.now();
  const faults = await runCheck(check);
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  process.stdout.write(`${faults.length === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)\n`);
  for (const fault of faults) process.stdout.write(`     ${fault}\n`);
  if (faults.length > 0) failed += 1;
}

const { OXBOW_STARTED_AT_MS: startedAtMs, OXBOW_BUDGET_MINUTES: budgetMinutes } = process.env;
if (startedAtMs !== undefined && budgetMinutes) {
  process.stdout.write(
    `took ${((Date.now() - Number(startedAtMs)) / 60_000).toFixed(1)} of ${budgetMinutes} minutes\n`,
  );
}
process.stdout.write(`\ncheck: ${Object.keys(CHECKS).length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
