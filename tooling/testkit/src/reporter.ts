import type { Reporter, TestModule } from "vitest/node";

/**
 * Closes a run with one line a machine can read: `N passed, N failed, N skipped`.
 *
 * Tests are counted one by one. A file that failed to load, an error thrown outside any test and a run that
 * found no test count as failures, so a run that exits non-zero never reads "0 failed". Tests that passed at a
 * second go only are named above it: each is a fault to be found.
 */
export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[], reason: string): void {
    const counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    const unsteady: string[] = [];
    for (const module of modules) {
      if (module.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        // "pending" means that the run was cut short: it did not pass.
        counts[state === "pending" ? "failed" : state] += 1;
        if (test.diagnostic()?.flaky === true) unsteady.push(`${module.relativeModuleId} > ${test.fullName}`);
      }
    }
    if (counts.failed === 0 && (reason !== "passed" || modules.length === 0)) counts.failed = 1;
    for (const name of unsteady) process.stdout.write(`\npassed at the second go only: ${name}\n`);
    const { OXBOW_STARTED_AT_MS: startedAtMs, OXBOW_BUDGET_MINUTES: budgetMinutes } = process.env;
    if (startedAtMs !== undefined && budgetMinutes) {
      const minutes = (Date.now() - Number(startedAtMs)) / 60_000;
      process.stdout.write(`\ntook ${minutes.toFixed(1)} of ${budgetMinutes} minutes\n`);
    }
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  }
}
