/**
 * `npm run bench -- NAME…`: benchmarks with their peers side by side in one run. Figures are CPU microseconds of the
 * server's process, so a busy machine moves them little; goals are ratios within the run.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { printRows } from "./print-rows.ts";
import type { BenchRow } from "./row.ts";

const BENCHES: Readonly<Record<string, () => Promise<{ readonly run: () => Promise<readonly BenchRow[]> }>>> =
  {
    start: () => import("./benches/start.ts"),
    cloudfront: () => import("./benches/cloudfront.ts"),
    s3: () => import("./benches/s3.ts"),
    edge: () => import("./benches/edge.ts"),
    provisioning: () => import("./benches/provisioning.ts"),
    player: () => import("./benches/player.ts"),
  };

const RESULTS = fileURLToPath(new URL("../../../bench-results", import.meta.url));

const names = process.argv.slice(2).length > 0 ? process.argv.slice(2) : Object.keys(BENCHES);
const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  process.stderr.write(
    `there is no benchmark ${unknown.join(", ")}: write ${Object.keys(BENCHES).join(", ")}\n`,
  );
  process.exit(2);
}
await mkdir(RESULTS, { recursive: true });
for (const name of names) {
  const load = BENCHES[name];
  if (load === undefined) continue;
  const rows = await (await load()).run();
  printRows(name, rows);
  const machine = { node: process.version, cpus: cpus().length, model: cpus()[0]?.model };
  await writeFile(
    `${RESULTS}/${name}.json`,
    `${JSON.stringify({ name, at: new Date().toISOString(), machine, rows }, null, 2)}\n`,
  );
}
